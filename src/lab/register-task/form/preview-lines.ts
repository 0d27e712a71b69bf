/** A line of a definition file as the preview shows it; `number` counts from 1 in the new text, of a removed line in the old one. */
export type PreviewLine = { readonly number: number; readonly text: string; readonly change: 'added' | 'removed' | null };

/** The lines around a change, and how many lines tell the two texts apart. */
export type FilePreview = {
  readonly lines: readonly PreviewLine[];
  readonly added: number;
  readonly removed: number;
};

const CONTEXT_LINES = 3;
/** Pairs of lines that are held against each other, at most. */
const MAX_PAIRS = 250_000;

/** What changes from `before` (empty for a new file) to `after`: the changed lines with a few around them. */
export function previewLines(before: string, after: string): FilePreview {
  const old = splitLines(before);
  const now = splitLines(after);
  const start = countEqual(old, now);
  const tail = countEqual(old.slice(start).reverse(), now.slice(start).reverse());
  const end = now.length - tail;
  const from = Math.max(0, start - CONTEXT_LINES);
  const changed = changedLines(old.slice(start, old.length - tail), now.slice(start, end), start);
  const lines = [...unchanged(now.slice(from, start), from), ...changed, ...unchanged(now.slice(end, end + CONTEXT_LINES), end)];
  const count = (change: PreviewLine['change']): number => lines.filter(line => line.change === change).length;
  return { lines, added: count('added'), removed: count('removed') };
}

function unchanged(lines: readonly string[], before: number): readonly PreviewLine[] {
  return lines.map((text, index) => ({ number: before + index + 1, text, change: null }));
}

/** The longest way in which lines of `old` stay, the others marked. Both begin after `before` lines. */
function changedLines(old: readonly string[], now: readonly string[], before: number): readonly PreviewLine[] {
  const lengths = old.length * now.length > MAX_PAIRS ? null : commonLengths(old, now);
  const lines: PreviewLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]];
    if (lengths !== null && was !== undefined && was === is) {
      lines.push({ number: before + ++j, text: was, change: null });
      i += 1;
    } else if (was !== undefined && (is === undefined || lengths === null || lengthAt(lengths, i + 1, j) >= lengthAt(lengths, i, j + 1))) {
      lines.push({ number: before + ++i, text: was, change: 'removed' });
    } else {
      lines.push({ number: before + ++j, text: is ?? '', change: 'added' });
    }
  }
  return lines;
}

/** How many lines the ends of both, from each place on, have in common at most. */
function commonLengths(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row !== undefined) {
        row[j] =
          old[i] === now[j] ? 1 + lengthAt(lengths, i + 1, j + 1) : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1));
      }
    }
  }
  return lengths;
}

function lengthAt(lengths: readonly (readonly number[])[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
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
