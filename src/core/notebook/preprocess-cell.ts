import { replaceCommands } from './replace-commands';
import { stripPrompts } from './strip-prompts';

export type PreprocessedCell = {
  /** Python with as many lines as the cell, so that line n is the cell's line n. Empty lines where the body is not Python. */
  readonly python: string;
  /** Something in it works under IPython's shell only. */
  readonly ipython: boolean;
  /** False under a cell magic whose body is another language, or binds nothing in the notebook (`%%timeit`). */
  readonly bodyIsPython: boolean;
};

const CELL_MAGIC = /^%%(?!\w+\?)(\S*)\s*(.*)$/;
/** Cell magics that run their body in the notebook. */
const TRANSPARENT = new Set(['time', 'capture', 'prun', 'debug']);
const SHELL_ACCESS = /\bget_ipython\b/;

/** A cell as plain Python: IPython's syntax becomes Python that binds the same names. */
export function preprocessCell(source: string): PreprocessedCell {
  let done: readonly string[] = [];
  let rest = clean(splitCell(source));
  for (;;) {
    const first = rest.findIndex(line => line.trim() !== '');
    const [, magic, argument] = CELL_MAGIC.exec(rest[first] ?? '') ?? [];
    if (magic === undefined) {
      break;
    }
    if (!TRANSPARENT.has(magic)) {
      return { python: [...done, ...rest.map(() => '')].join('\n'), ipython: true, bodyIsPython: false };
    }
    done = [...done, ...rest.slice(0, first), magic === 'capture' ? captured(argument ?? '') : ''];
    rest = clean(rest.slice(first + 1));
  }
  const commands = replaceCommands(rest);
  const python = [...done, ...commands.lines].join('\n');
  return { python, ipython: done.length > 0 || commands.found || SHELL_ACCESS.test(python), bodyIsPython: true };
}

/** Lines of a cell, whatever ends them, without a byte-order mark. */
function splitCell(source: string): readonly string[] {
  return source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
}

function clean(lines: readonly string[]): readonly string[] {
  const first = lines.find(line => line.trim() !== '') ?? '';
  const indentation = /^[ \t]*/.exec(first)?.[0] ?? '';
  return stripPrompts(lines.map(line => (line.startsWith(indentation) ? line.slice(indentation.length) : line)));
}

/** `%%capture name` binds the name. */
function captured(argument: string): string {
  const name = argument.split(/\s+/).find(word => word !== '' && !word.startsWith('-'));
  return name === undefined ? '' : `${name} = None`;
}
