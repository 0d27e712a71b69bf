import type { Problem } from '../../protocol/problem';
import { orderProblems } from './collect-problems';
import { createLocator } from './create-locator';
import type { LocatedNode } from './located-node';
import { locateNodes } from './locate-nodes';
import { parseYamlDocument } from './parse-yaml-document';
import { problemAt } from './problem-at';
import { syntaxProblem } from './syntax-problem';
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
  const document = parseYamlDocument(text);
  const place = createLocator(file, text);
  if (document.errors.length > 0) {
    const problems = document.errors.map(error => syntaxProblem(error, place(error.pos[0])));
    return { ok: false, problems: orderProblems(problems) };
  }
  return { ok: true, root: document.contents === null ? null : locateNodes(document.contents, place) };
}
