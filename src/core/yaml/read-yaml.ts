import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';
import { orderProblems } from './collect-problems';
import { createLocator } from './create-locator';
import type { LocatedNode } from './located-node';
import { locateNodes } from './locate-nodes';
import { parseYamlDocument, type YamlDocument } from './parse-yaml-document';
import { problemAt } from './problem-at';
import { syntaxProblems } from './syntax-problems';
import { TOO_DEEP } from './syntax-wordings';
import { utf8Length } from './utf8-length';

/** `root` is null in a file without a value. Not ok: nothing in the file can be relied on. */
export type YamlReading =
  { readonly ok: true; readonly root: LocatedNode | null } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads the YAML `text` of `file`, of at most `maxBytes`, with the place of every value. */
export function readYaml(file: string, text: string, maxBytes: number): YamlReading {
  if (text.length > maxBytes || utf8Length(text) > maxBytes) {
    const message = `the file is larger than ${maxBytes / 1024} KiB, the most that is read`;
    return { ok: false, problems: [problemAt({ file, line: 1, column: 1 }, message, 'divide it into several files')] };
  }
  const place = createLocator(file, text);
  const document = parse(text);
  if (document === null) {
    return { ok: false, problems: [tooDeep(place(Math.max(0, text.search(DEEP))))] };
  }
  if (document.errors.length > 0) {
    return { ok: false, problems: orderProblems(syntaxProblems(document, text, place)) };
  }
  return { ok: true, root: document.contents === null ? null : locateNodes(document.contents, place) };
}

/** Where more levels begin in a row than are allowed. */
const DEEP = /(?:[-?[{]\s*){100}/;

/** Null where values are nested so deeply that the library, which steps into each level, has no stack left. */
function parse(text: string): YamlDocument | null {
  try {
    return parseYamlDocument(text);
  } catch (error) {
    if (error instanceof RangeError) {
      return null;
    }
    throw error;
  }
}

function tooDeep(position: Position): Problem {
  return problemAt(position, TOO_DEEP.message, TOO_DEEP.hint);
}
