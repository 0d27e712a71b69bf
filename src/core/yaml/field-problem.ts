import type { Problem } from '../../protocol/problem';
import { nodeAt, type LocatedNode } from './located-node';
import { problemAt } from './problem-at';

/** A mistake in data, before it is known whether and where the data stands in a file. */
export type FieldProblem = {
  /** Keys and indices from the root of the data. */
  readonly path: readonly string[];
  /** `key`: the name is at fault, or what is missing below it. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly hint: string | null;
};

/** The same mistake at its place in the file whose data is `root`. */
export function placeFieldProblem(root: LocatedNode, problem: FieldProblem): Problem {
  const node = nodeAt(root, problem.path);
  const position = problem.at === 'key' ? (node.keyPosition ?? node.position) : node.position;
  return problemAt(position, problem.message, problem.hint);
}
