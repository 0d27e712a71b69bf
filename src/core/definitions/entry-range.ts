import { isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import { lineStart } from './text-lines';

/** Offset of an entry: of its key, or of its value in a list. */
export function startOfEntry(entry: unknown): number {
  const node = isPair(entry) ? entry.key : entry;
  return isNode(node) ? (node.range?.[0] ?? 0) : 0;
}

/** Offset after what an entry says; comments and blank lines that follow it are not of it. */
export function endOfContent(entry: unknown): number {
  if (isPair(entry)) {
    return Math.max(endOfContent(entry.key), isEmpty(entry.value) ? 0 : endOfContent(entry.value));
  }
  const last = (isMap(entry) || isSeq(entry)) && entry.flow !== true ? entry.items.at(-1) : undefined;
  return last === undefined ? (isNode(entry) ? (entry.range?.[1] ?? 0) : 0) : endOfContent(last);
}

/** True for the value of `key:` alone. */
function isEmpty(value: unknown): boolean {
  return value === null || (isScalar(value) && value.source === '' && value.type === 'PLAIN');
}

/** Offset of the line after what an entry says. */
export function lineAfter(text: string, entry: unknown): number {
  const end = endOfContent(entry);
  if (text[end - 1] === '\n') {
    return end;
  }
  const lineBreak = text.indexOf('\n', end);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

/** Offset of the entry's first line where nothing but `before` stands there before it; else null. */
export function ownLineStart(text: string, entry: unknown, before: RegExp): number | null {
  const start = startOfEntry(entry);
  const line = lineStart(text, start);
  return before.test(text.slice(line, start)) ? line : null;
}
