import type { CellChoice } from '../../protocol/task';
import { joinWords } from '../yaml/join-words';
import { CODE_READER, type CodeReader } from './code-reader';
import { explainMissing } from './explain-missing';
import type { CellFunction, CellToRun, CodeProblem, ExtractedCode, Notebook, NotebookCell } from './notebook';
import { neededCells } from './needed-cells';
import { runsFullNotebook } from './runs-full-notebook';

/** What a definition says of its code. */
export type CodeDefinition = {
  readonly notebook: string;
  readonly method: string;
  readonly full_notebook?: boolean | undefined;
  readonly cells?: CellChoice | undefined;
};

type Extraction = { readonly ok: true; readonly code: ExtractedCode } | { readonly ok: false; readonly problem: CodeProblem };

type Place = { readonly cell: NotebookCell; readonly function: CellFunction };

/** A code cell with this tag is left out of a full notebook. */
const SKIP_TAG = 'peach-skip';

/** The code that a definition names: the cell of its function, with those it needs or not, or every code cell. */
export function extractCode(notebook: Notebook, definition: CodeDefinition, reader: CodeReader = CODE_READER): Extraction {
  if (notebook.language !== 'python') {
    const message = `${definition.notebook} is a notebook in ${notebook.language}; a task’s notebook is in Python`;
    return { ok: false, problem: { field: 'notebook', message, hint: null } };
  }
  const full = runsFullNotebook(definition);
  const skips = full || definition.cells === 'needed';
  const cells = notebook.cells.filter(cell => cell.kind === 'code' && !(skips && cell.tags.includes(SKIP_TAG)));
  const method = definition.method.normalize('NFKC');
  const places = cells.flatMap(cell => topLevelFunctions(cell, method, reader));
  const last = places.at(-1);
  if (last === undefined) {
    return { ok: false, problem: explainMissing(notebook, cells, definition) };
  }
  const run = cellsToRun(cells, last, { definition, reader });
  const notes = [...(places.length > 1 ? [severalNote(places, last)] : []), ...neededNotes(run, last, definition)];
  return { ok: true, code: { cells: run.map(cell => cellToRun(cell, reader)), entry: last.cell.number, function: last.function, notes } };
}

function cellsToRun(
  cells: readonly NotebookCell[],
  entry: Place,
  { definition, reader }: { readonly definition: CodeDefinition; readonly reader: CodeReader }
): readonly NotebookCell[] {
  if (runsFullNotebook(definition)) {
    return cells.filter(cell => cell.source.trim() !== '');
  }
  return definition.cells === 'needed' ? neededCells(cells, entry.cell, entry.function.name, reader) : [entry.cell];
}

/** So that the log tells which cells were taken. */
function neededNotes(run: readonly NotebookCell[], { cell, function: fn }: Place, definition: CodeDefinition): readonly string[] {
  if (definition.cells !== 'needed') {
    return [];
  }
  const others = run.filter(({ number }) => number !== cell.number).map(({ number }) => `${number}`);
  const needs = others.length === 0 ? 'no other' : `${others.length === 1 ? 'cell' : 'cells'} ${joinWords(others, 'and')}`;
  return [`${fn.name} in cell ${cell.number} needs ${needs}`];
}

function topLevelFunctions(cell: NotebookCell, method: string, reader: CodeReader): readonly Place[] {
  // Reading a cell as Python takes some hundred times as long as looking for the name in it.
  if (!cell.source.normalize('NFKC').includes(method)) {
    return [];
  }
  return reader
    .findFunctions(cell.source)
    .filter(found => found.topLevel && found.name === method)
    .map(found => ({ cell, function: found }));
}

function severalNote(places: readonly Place[], last: Place): string {
  const numbers = [...new Set(places.map(place => `${place.cell.number}`))];
  const name = last.function.name;
  return numbers.length > 1
    ? `cells ${joinWords(numbers, 'and')} define ${name}; the last one, cell ${last.cell.number}, is used`
    : `cell ${last.cell.number} defines ${name} ${places.length} times; the last one, in line ${last.function.line}, is used`;
}

/** IPython makes its own Python of a cell; other cells are compiled as they are, so they are plain Python from here on. */
function cellToRun(cell: NotebookCell, reader: CodeReader): CellToRun {
  const { python, ipython } = reader.preprocessCell(cell.source);
  return { number: cell.number, source: ipython ? cell.source : python, ipython };
}
