import type { Notebook, NotebookCell } from './notebook';
import { parseNotebookJson } from './parse-notebook-json';

type ReadNotebook = { readonly ok: true; readonly notebook: Notebook } | { readonly ok: false; readonly message: string };
type JsonObject = Readonly<Record<string, unknown>>;

/** A notebook from the text of its file. Outputs are dropped. */
export function parseNotebook(text: string): ReadNotebook {
  const parsed = parseNotebookJson(text);
  return parsed.ok ? readNotebook(parsed.value) : parsed;
}

/** A notebook from its JSON, of nbformat 3 or 4. */
export function readNotebook(value: unknown): ReadNotebook {
  if (!isObject(value)) {
    return refused('the notebook is not a JSON object with a list of cells');
  }
  const written = cellsOf(value);
  if (written === null) {
    return refused('the notebook has no list of cells; open and save it in JupyterLab to bring it to a current format');
  }
  const cells: NotebookCell[] = [];
  for (const [index, cell] of written.entries()) {
    const read = readCell(cell, index + 1);
    if (typeof read === 'string') {
      return refused(read);
    }
    cells.push(read);
  }
  return { ok: true, notebook: { cells, language: languageOf(value, written) } };
}

function refused(message: string): ReadNotebook {
  return { ok: false, message };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** nbformat 4 has `cells`, nbformat 3 has them in `worksheets`. */
function cellsOf(notebook: JsonObject): readonly unknown[] | null {
  const cells: unknown = notebook.cells;
  if (isList(cells)) {
    return cells;
  }
  const worksheets = notebook.worksheets;
  if (!isList(worksheets)) {
    return null;
  }
  return worksheets.flatMap(sheet => (isObject(sheet) && isList(sheet.cells) ? sheet.cells : []));
}

/** The cell, or what is wrong with it. */
function readCell(cell: unknown, number: number): NotebookCell | string {
  if (!isObject(cell)) {
    return `cell ${number} of the notebook is not a JSON object`;
  }
  const source = joinSource(cell.source ?? cell.input ?? '');
  if (source === null) {
    return `the source of cell ${number} is neither text nor a list of lines`;
  }
  const metadata = isObject(cell.metadata) ? cell.metadata : {};
  const tags = isList(metadata.tags) ? metadata.tags : [];
  return { number, kind: cell.cell_type === 'code' ? 'code' : 'other', source, tags: tags.filter(tag => typeof tag === 'string') };
}

/** The format allows one text and a list of lines. */
function joinSource(source: unknown): string | null {
  if (typeof source === 'string') {
    return source;
  }
  return isList(source) && source.every(line => typeof line === 'string') ? source.join('') : null;
}

function languageOf(notebook: JsonObject, cells: readonly unknown[]): string {
  const metadata = isObject(notebook.metadata) ? notebook.metadata : {};
  const named = [
    property(metadata.language_info, 'name'),
    property(metadata.kernelspec, 'language'),
    ...cells.map(cell => property(cell, 'language'))
  ];
  const language = named.find(name => typeof name === 'string' && name !== '');
  const lower = typeof language === 'string' ? language.toLowerCase() : 'python';
  return /^(?:i|py)?(?:python|spark)[\d.]*$/.test(lower) ? 'python' : lower;
}

function property(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}
