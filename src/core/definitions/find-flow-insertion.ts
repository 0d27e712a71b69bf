import type { YAMLMap } from 'yaml';
import type { Insertion } from './insertion';
import { endOfPair, startOfPair } from './pair-range';
import { lineStart } from './text-lines';

/** Spaces and comments, then a comma. */
const CLOSING_COMMA = /^(?:\s|#[^\n]*\n)*,/;

/** Where one more entry goes within the braces of `map`, wrapped in `around`. */
export function findFlowInsertion(text: string, map: YAMLMap, around: { readonly open: string; readonly close: string }): Insertion {
  const brace = (map.range?.[1] ?? 0) - 1;
  if (text[brace] !== '}') {
    return { kind: 'none', reason: '`tasks` is written in a way that cannot be extended' };
  }
  const [first] = map.items;
  if (first === undefined) {
    return { kind: 'flow', offset: brace, before: around.open, after: around.close };
  }
  const before = text.slice(lineStart(text, startOfPair(first)), startOfPair(first));
  const ownLines = before.trim() === '';
  const gap = ownLines ? `\n${before}` : ' ';
  const end = endOfPair(map.items.at(-1));
  const comma = CLOSING_COMMA.exec(text.slice(end, brace))?.[0];
  if (comma === undefined) {
    return { kind: 'flow', offset: end, before: `,${gap}${around.open}`, after: around.close };
  }
  const note = ownLines ? (/^[ \t]*#[^\r\n]*/.exec(text.slice(end + comma.length, brace))?.[0] ?? '') : '';
  return { kind: 'flow', offset: end + comma.length + note.length, before: gap + around.open, after: around.close };
}
