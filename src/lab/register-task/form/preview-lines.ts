/** A line of a definition file as the preview shows it; `number` counts from 1. */
export type PreviewLine = { readonly number: number; readonly text: string; readonly added: boolean };

/** The lines around a change, and whether nothing but added lines tells the two texts apart. */
export type FilePreview = {
  readonly lines: readonly PreviewLine[];
  readonly added: number;
  readonly onlyAdded: boolean;
};

const CONTEXT_LINES = 3;

/** What changes from `before` (empty for a new file) to `after`: the added lines with a few around them. */
export function previewLines(before: string, after: string): FilePreview {
  const old = splitLines(before);
  const now = splitLines(after);
  const start = countEqual(old, now);
  const tail = countEqual(old.slice(start).reverse(), now.slice(start).reverse());
  const end = now.length - tail;
  const from = Math.max(0, start - CONTEXT_LINES);
  const lines = now.slice(from, end + CONTEXT_LINES).map((text, index) => {
    const place = from + index;
    return { number: place + 1, text, added: place >= start && place < end };
  });
  return { lines, added: end - start, onlyAdded: start + tail === old.length };
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}

function countEqual(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((line, index) => line !== b[index]);
  return different < 0 ? a.length : different;
}
