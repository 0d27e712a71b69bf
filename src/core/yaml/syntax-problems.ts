import { isCollection, isScalar, visit } from 'yaml';
import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';
import type { YamlDocument } from './parse-yaml-document';
import { problemAt } from './problem-at';
import { syntaxWording } from './syntax-wordings';

/** Mistakes that are looked at: a file of noise has hundreds of thousands. */
const MAX_ERRORS = 500;

const CONFLICT_MARK = /^<{7} .*$/m;

/** What the YAML parser found in `text`, in our words; of one line the first mistake, for the others follow from it. Never quotes the file, which may hold secrets. */
export function syntaxProblems(document: YamlDocument, text: string, place: (offset: number) => Position): readonly Problem[] {
  const conflict = CONFLICT_MARK.exec(text);
  if (conflict !== null) {
    return [problemAt(place(conflict.index), 'this file holds the marks of a merge that is not finished', 'resolve the conflict')];
  }
  const openings = createOpenings(document);
  const byLine = new Map<number, Problem>();
  for (const error of document.errors.slice(0, MAX_ERRORS)) {
    const { message, hint, place: kind } = syntaxWording(error);
    const position = place(kind === 'opening' ? openings(error.pos[0]) : error.pos[0]);
    const known = byLine.get(position.line);
    if (known === undefined || known.column > position.column) {
      byLine.set(position.line, problemAt(position, message, hint));
    }
  }
  return [...byLine.values()];
}

/** Tells where the innermost bracket or quote was opened that reaches to an offset; the offset itself where there is none. */
function createOpenings(document: YamlDocument): (offset: number) => number {
  let ranges: (readonly [number, number])[] | null = null;
  return offset => {
    ranges ??= openedRanges(document);
    const found = ranges.findLast(([start, end]) => start < offset && offset <= end);
    return found?.[0] ?? offset;
  };
}

function openedRanges(document: YamlDocument): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  visit(document, {
    Node: (_, node) => {
      const opens = isCollection(node) ? node.flow === true : isScalar(node) && node.type?.startsWith('QUOTE') === true;
      if (opens && node.range != null) {
        ranges.push([node.range[0], node.range[1]]);
      }
    }
  });
  return ranges;
}
