import { CODE_READER, type CodeReader } from './code-reader';
import { createNameNeed } from './name-need';
import { createNameSources } from './name-sources';
import type { NotebookCell } from './notebook';
import { PYTHON_BUILTINS } from './python-builtins';

/**
 * Of the code cells of a notebook the entry cell and those that define what it needs to run `method`, and what those need in turn, in the notebook's order.
 * Of several cells that define a name it is the last one before the cell that uses it, else the last one after. Where a name
 * is defined by none, those count that may do so in a way that can't be read, such as `from x import *`, and stand before.
 */
export function neededCells(
  code: readonly NotebookCell[],
  entry: NotebookCell,
  method: string,
  reader: CodeReader = CODE_READER
): readonly NotebookCell[] {
  const sources = createNameSources(code, reader);
  const cells = new Map(code.map(cell => [cell.number, cell]));
  const needed = new Set<number>();
  const waiting: NotebookCell[] = [entry];
  for (let cell = waiting.pop(); cell !== undefined; cell = waiting.pop()) {
    if (needed.has(cell.number)) {
      continue;
    }
    needed.add(cell.number);
    const names = cell === entry ? namesForMethod(entry.source, method, reader) : reader.freeNames(cell.source).map(({ name }) => name);
    const numbers = names.flatMap(name => definingCells(name, cell.number, sources));
    waiting.push(...numbers.flatMap(number => cells.get(number) ?? []));
  }
  return [...cells.values()].filter(({ number }) => needed.has(number));
}

/** Of the cell's other functions, only those that the method gets to. */
function namesForMethod(source: string, method: string, reader: CodeReader): readonly string[] {
  const need = createNameNeed(reader.preprocessCell(source).python, method);
  const free = reader.freeNames(source);
  return free.filter(({ lines, name }) => lines.some(line => need(name, line) === 'evaluated')).map(({ name }) => name);
}

function definingCells(name: string, cell: number, sources: ReturnType<typeof createNameSources>): readonly number[] {
  const source = sources.find(name, cell);
  // A name of Python's own that a later cell takes for something else is still Python's here.
  if (PYTHON_BUILTINS.has(name)) {
    return source !== null && source.cell < cell ? [source.cell] : [];
  }
  return source === null ? sources.open.map(open => open.cell).filter(open => open < cell) : [source.cell];
}
