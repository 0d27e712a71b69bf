import { isMap, isPair, isScalar, isSeq, visit } from 'yaml';
import { parseYamlDocument, type YamlDocument } from '../yaml/parse-yaml-document';
import type { Word } from './word-at';

/** What can be written at a place of a YAML text. */
export type CursorPlace = {
  readonly kind: 'key' | 'value';
  /** The keys that lead to the map of a key, or to a value. */
  readonly path: readonly string[];
  /** The other keys of the map that a key is in. */
  readonly siblings: readonly string[];
  /** The whole text, with a mark for the word at the place. */
  readonly document: YamlDocument;
};

/** Stands for the word at the place; no file has it. */
const MARK = 'peach\u2063mark';

/** What can be written in place of `word`; null where it is in a comment, a list or a longer text, and where nobody can tell. */
export function findCursorPlace(text: string, word: Word): CursorPlace | null {
  const before = text.slice(text.lastIndexOf('\n', word.from - 1) + 1, word.from);
  const after = text.slice(word.to);
  const touchesNext = word.from === word.to && !/^["']?[ \t]*(?:[\r\n,#}]|$)/.test(after);
  if (touchesNext) {
    return null;
  }
  const beginsEntry = /(?:^|[{,])[ \t]*$/.test(before);
  return placeInMarked(`${text.slice(0, word.from)}${MARK}${beginsEntry && !word.colon ? ': ' : ''}${after}`);
}

/** Null where values are nested more deeply than the library can step into. */
function placeInMarked(text: string): CursorPlace | null {
  try {
    return placeOfMark(parseYamlDocument(text));
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

function placeOfMark(document: YamlDocument): CursorPlace | null {
  const places: CursorPlace[] = [];
  visit(document, {
    Scalar: (role, node, ancestors) => {
      if (node.value !== MARK) {
        return undefined;
      }
      if ((role === 'key' || role === 'value') && !ancestors.some(each => isSeq(each))) {
        const path = ancestors.filter(each => isPair(each)).map(pair => keyText(pair.key));
        const map = ancestors.findLast(each => isMap(each));
        const siblings = (map?.items ?? []).map(pair => keyText(pair.key)).filter(key => key !== MARK);
        places.push({ kind: role, path: role === 'key' ? path.slice(0, -1) : path, siblings, document });
      }
      return visit.BREAK;
    }
  });
  return places[0] ?? null;
}

/** Empty for a key that is no text. */
function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}
