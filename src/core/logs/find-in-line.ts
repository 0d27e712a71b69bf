/** What is searched for in logs. */
export type LogQuery = { readonly words: string; readonly matchCase: boolean };

/** A stretch of a line’s plain text, from `start` up to, not including, `end`. */
export type TextRange = { readonly start: number; readonly end: number };

/** Where the words stand in the plain text of a line, in order; none overlaps another. */
export function findInLine(plain: string, query: LogQuery): readonly TextRange[] {
  const words = foldCase(query.words, query);
  const ranges: TextRange[] = [];
  if (words !== '') {
    const text = foldLine(plain, query);
    for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
      ranges.push({ start, end: start + words.length });
    }
  }
  return ranges;
}

/** `text` in the case that is compared. */
export function foldCase(text: string, { matchCase }: Pick<LogQuery, 'matchCase'>): string {
  return matchCase ? text : text.toLowerCase();
}

/** Lower case keeps the length of nearly every letter; a line where it does not is compared as it is. */
function foldLine(line: string, query: LogQuery): string {
  const folded = foldCase(line, query);
  return folded.length === line.length ? folded : line;
}
