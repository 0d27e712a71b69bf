import { isStatementStart, scanLine, STATEMENT_START, type ScanState } from './scan-line';

const ESCAPED = /^(\s*)[!%?,;/]/;
const HELP = /%{0,2}(?!\p{N})[\p{L}\p{N}_*]+(?:\.(?!\p{N})[\p{L}\p{N}_*]+|\[-?\d+\])*\?{1,2}$/u;
const ASSIGNED_COMMAND = /^\s*(?:!|%\s*[\p{L}_])/u;
/** `%time` and `%prun` run their statement in the notebook, so what it binds stays; `%timeit` binds nothing. */
const RUN_STATEMENT = /^(\s*)%(?:time(?:\s+--\S+)*|prun(?:\s+-(?:[lsTD]\s*\S+|[rq]))*)\s+(?=\S)(?!-)(.*)$/;

/** Python in place of the IPython commands of a cell, line for line. `found`: there were some. */
export function replaceCommands(lines: readonly string[]): { readonly lines: readonly string[]; readonly found: boolean } {
  const replaced: string[] = [];
  let found = false;
  let state: ScanState = STATEMENT_START;
  let swallowing = false;
  for (const line of lines) {
    if (swallowing) {
      replaced.push('');
      swallowing = line.endsWith('\\');
      continue;
    }
    const statement = isStatementStart(state) ? runStatement(line) : line;
    const python = replaceLine(statement, state);
    replaced.push(python ?? statement);
    found ||= python !== null || statement !== line;
    swallowing = python !== null && line.endsWith('\\');
    state = python === null ? scanLine(statement, state).end : STATEMENT_START;
  }
  return { lines: replaced, found };
}

function runStatement(line: string): string {
  const [, indentation, statement] = RUN_STATEMENT.exec(line) ?? [];
  return indentation === undefined || statement === undefined || isHelp(line) ? line : runStatement(indentation + statement);
}

/** The Python for a line with a command, or null where it has none. */
function replaceLine(line: string, state: ScanState): string | null {
  const begins = isStatementStart(state);
  const escaped = begins ? ESCAPED.exec(line) : null;
  if (escaped !== null) {
    return `${escaped[1] ?? ''}pass`;
  }
  const scanned = scanLine(line, state);
  if (scanned.assignment !== null && ASSIGNED_COMMAND.test(line.slice(scanned.assignment + 1))) {
    return `${line.slice(0, scanned.assignment + 1)} None`;
  }
  const whole = begins && !scanned.comment && isStatementStart(scanned.end);
  return whole && isHelp(line) ? `${/^\s*/.exec(line)?.[0] ?? ''}pass` : null;
}

/** Only the line's end is read, so that a very long line costs no more than a short one. */
function isHelp(line: string): boolean {
  return HELP.test(line.trimEnd().slice(-200));
}
