import type { Notebook } from '../notebook';

/** A notebook of code cells; an empty text stands for a cell of prose. */
export function notebookOf(...sources: readonly string[]): Notebook {
  return {
    language: 'python',
    cells: sources.map((source, index) => ({ number: index + 1, kind: source === '' ? 'other' : 'code', source, tags: [] }))
  };
}

/** The notebook with `tag` on one of its cells. */
export function withTag(notebook: Notebook, number: number, tag: string): Notebook {
  return { ...notebook, cells: notebook.cells.map(cell => (cell.number === number ? { ...cell, tags: [tag] } : cell)) };
}
