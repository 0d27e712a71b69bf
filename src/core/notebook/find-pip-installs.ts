import { checkRequirement } from '../definitions/check-requirement';
import type { CellToRun } from './notebook';
import { preprocessCell } from './preprocess-cell';

/** A line that installs packages while the code runs. */
export type PipInstall = {
  readonly cell: number;
  /** From 1. */
  readonly line: number;
  /** What it is called with, e.g. `%pip install`. */
  readonly command: string;
  /** What it installs, as far as it can be written among the dependencies. */
  readonly requirements: readonly string[];
};

const INSTALL =
  /^\s*(?:[^=#'"]*=\s*)?((?:%{1,2}|!{1,2})\s*(?:\S*python[\d.]*\s+-m\s+|\{\s*sys\.executable\s*\}\s+-m\s+)?(?:uv\s+)?(?:pip[\d.]*|conda|mamba)\s+install)\s+(.*)$/;
const SHELL_INSTALL = /^\s*((?:\S*python[\d.]*\s+-m\s+)?(?:uv\s+)?(?:pip[\d.]*|conda|mamba)\s+install)\s+(.*)$/;
const SHELL_CELL = /^\s*(?:%%(?:bash|sh|script|!)|!!)/;
/** Options that take the next word. */
const WITH_VALUE =
  /^(?:-[rcifetn]|--(?:requirement|constraint|index-url|extra-index-url|find-links|editable|target|prefix|root|channel|name|platform|python-version|only-binary|no-binary|trusted-host|timeout|retries|upgrade-strategy|index-strategy))$/;
/** Where a shell's next command, or what is done with the output, begins. */
const END = /\s(?:&&|\|\|?|;|\d?>{1,2}|#)/;

/** The lines of the cells that install packages with pip or conda. */
export function findPipInstalls(cells: readonly CellToRun[]): readonly PipInstall[] {
  return cells.filter(cell => cell.ipython).flatMap(installsIn);
}

function installsIn({ number, source }: CellToRun): readonly PipInstall[] {
  const shell = SHELL_CELL.test(source);
  const python = preprocessCell(source).python.split('\n');
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  return lines.flatMap((line, index) => {
    // In a text that only looks like one the line stays as it is.
    const isCommand = line.trim() !== (python[index] ?? '').trim();
    const [, command, rest] = (isCommand ? (INSTALL.exec(line) ?? (shell ? SHELL_INSTALL.exec(line) : null)) : null) ?? [];
    return command === undefined || rest === undefined
      ? []
      : { cell: number, line: index + 1, command, requirements: requirementsOf(withContinuation(rest, lines, index)) };
  });
}

function withContinuation(rest: string, lines: readonly string[], from: number): string {
  let text = rest;
  for (let index = from + 1; text.trimEnd().endsWith('\\') && index < lines.length; index += 1) {
    text = `${text.trimEnd().slice(0, -1)} ${lines[index] ?? ''}`;
  }
  return text;
}

function requirementsOf(text: string): readonly string[] {
  const words = (` ${text}`.split(END)[0] ?? '').trim().match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  const plain = words.map(word => word.replace(/["']/g, ''));
  const named = plain.filter((word, index) => !word.startsWith('-') && !WITH_VALUE.test(plain[index - 1] ?? ''));
  return [...new Set(named.filter(word => !/[{}$]/.test(word) && checkRequirement(word) === null))];
}
