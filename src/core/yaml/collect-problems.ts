import type { Problem } from '../../protocol/problem';
import type { LocatedNode } from './located-node';

/** Nobody reads further, and a file of noise would make hundreds of thousands. */
const MAX_PROBLEMS = 100;

/** Every problem of `node` and of what is in it. A node that aliases share is told once. */
export function collectProblems(node: LocatedNode): readonly Problem[] {
  const found = new Set<Problem>();
  const seen = new Set<LocatedNode['children']>();
  const visit = (current: LocatedNode): void => {
    current.problems.forEach(problem => found.add(problem));
    if (current.children.size > 0 && !seen.has(current.children)) {
      seen.add(current.children);
      current.children.forEach(visit);
    }
  };
  visit(node);
  return [...found];
}

/** `problems` in the order of the file, the first hundred. */
export function orderProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_PROBLEMS);
}
