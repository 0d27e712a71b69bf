import type { DefinedTask } from './definition';
import { collectProblems, orderProblems } from '../yaml/collect-problems';
import { placeFieldProblem } from '../yaml/field-problem';
import type { LocatedNode } from '../yaml/located-node';
import { checkTask } from './check-task';
import { fieldPositions } from './field-positions';

/** The task `name` that `node` defines. */
export function parseTask(name: string, node: LocatedNode): DefinedTask {
  const unreadable = collectProblems(node);
  const check = checkTask(name, node.value);
  const wrong = check.ok ? [] : check.problems.map(problem => placeFieldProblem(node, problem));
  // A value that could not be read stands as null, and what the schema says of that null is no news.
  const places = new Set(unreadable.map(placeOf));
  const problems = [...unreadable, ...wrong.filter(problem => !places.has(placeOf(problem)))];
  return {
    name,
    position: node.keyPosition ?? node.position,
    definition: check.ok && problems.length === 0 ? check.definition : null,
    fields: fieldPositions(node),
    problems: orderProblems(problems)
  };
}

function placeOf({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}
