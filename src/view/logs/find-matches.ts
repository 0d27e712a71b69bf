import { firstLineRow, lineCount, type LogRows } from './log-rows';
import { plainText } from './parse-ansi';

/** Where the searched words stand: row, and place in the plain text of its line. */
export type LogMatch = { readonly row: number; readonly start: number; readonly end: number };

export type LogQuery = { readonly words: string; readonly matchCase: boolean };

/** More than anyone steps through; the search ends there. */
const MOST_MATCHES = 10_000;

/** The matches in all lines that are at hand, in order. */
export function findMatches(rows: LogRows, query: LogQuery): readonly LogMatch[] {
  const words = fold(query.words, query);
  const matches: LogMatch[] = [];
  if (words === '') {
    return matches;
  }
  for (const [place, section] of rows.sections.entries()) {
    const first = firstLineRow(rows, place);
    for (let number = 0; number < lineCount(section); number++) {
      const text = fold(plainText(section.log?.lines.line(number).text ?? ''), query);
      for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
        matches.push({ row: first + number, start, end: start + words.length });
        if (matches.length === MOST_MATCHES) {
          return matches;
        }
      }
    }
  }
  return matches;
}

/** The matches of one row, from all that are sorted by row. */
export function matchesOfRow(matches: readonly LogMatch[], row: number): readonly LogMatch[] {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((matches[middle]?.row ?? 0) < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  let end = low;
  while (matches[end]?.row === row) {
    end += 1;
  }
  return matches.slice(low, end);
}

/** `9 of 34`, `no match`. */
export function matchText(count: number, current: number): string {
  if (count === 0) {
    return 'no match';
  }
  return `${current + 1} of ${count === MOST_MATCHES ? `${MOST_MATCHES}+` : count}`;
}

/** Lower case keeps the length of nearly every letter; a line where it does not is compared as it is. */
function fold(text: string, { matchCase }: LogQuery): string {
  if (matchCase) {
    return text;
  }
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}
