/** A text in quotes, or what stands before a comment, before the colon of a key or before what ends it within brackets. */
const SPAN = /"(?:[^"\\\r\n]|\\.)*"?|'[^'\r\n]*'?|[^\s"'#][^\r\n]*?(?=[ \t]*(?:[ \t]#|[,:](?:\s|$)|[\]}]|[\r\n]|$))|[^\r\n]?/y;

/** Tells from where to where a key or value reaches in `text`, on one line, that begins at a place counted from 1; empty at the end of a line. */
export function createSpans(text: string): (place: { readonly line: number; readonly column: number }) => { from: number; to: number } {
  const starts = [text.startsWith('\uFEFF') ? 1 : 0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return ({ line, column }) => {
    const from = Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
    SPAN.lastIndex = from;
    return { from, to: from + (SPAN.exec(text)?.[0].length ?? 0) };
  };
}
