import { extractCode, type CodeDefinition } from './extract-code';
import type { Notebook } from './notebook';
import { preprocessCell } from './preprocess-cell';

export type CellPlace = { readonly cell: number; readonly line: number };

/** One Python text to look for undefined names in, and the way back from its lines. */
type LintSource = {
  /** The cells that run, one after the other. Empty where the definition's code cannot be found. */
  readonly source: string;
  /** The cell and the line in it, both from 1; null for a line outside the text. */
  readonly locate: (line: number) => CellPlace | null;
};

export function lintSource(notebook: Notebook, definition: CodeDefinition): LintSource {
  const extraction = extractCode(notebook, definition);
  const cells = extraction.ok ? extraction.code.cells : [];
  const texts = cells.map(cell => preprocessCell(cell.source).python);
  const places = cells.flatMap(({ number }, index) =>
    (texts[index] ?? '').split('\n').map((_, offset): CellPlace => ({ cell: number, line: offset + 1 }))
  );
  return { source: texts.join('\n'), locate: line => places[line - 1] ?? null };
}
