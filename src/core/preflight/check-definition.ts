import { stringify } from 'yaml';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { DefinedTask, Position } from '../definitions/definition';
import { parseDefinitionFile } from '../definitions/parse-definition-file';

/** Something wrong in a definition that is not in a file yet, at a field of the form. */
export type DefinitionProblem = { readonly field: string | null; readonly message: string; readonly hint: string | null };

/**
 * Passes a definition through the very check that files pass, by writing it as a file and reading that.
 * `definition` is null where it is wrong.
 */
export function checkDefinition(task: { readonly codops: string; readonly name: string; readonly definition: unknown }): {
  readonly definition: TaskDefinition | null;
  readonly problems: readonly DefinitionProblem[];
} {
  const text = stringify({ codops: task.codops, tasks: { [task.name]: task.definition } });
  const file = parseDefinitionFile('', text);
  const defined = file.tasks.find(({ name }) => name === task.name) ?? null;
  const outside = file.problems.map(({ message, hint }) => ({ field: 'name', message, hint }));
  const inside = (defined?.problems ?? []).map(problem => ({
    field: fieldAt(defined, problem),
    message: problem.message,
    hint: problem.hint
  }));
  return { definition: outside.length > 0 ? null : (defined?.definition ?? null), problems: [...outside, ...inside] };
}

function fieldAt(task: DefinedTask | null, place: Position): string | null {
  for (const [field, position] of task?.fields ?? []) {
    if (position.line === place.line && position.column === place.column) {
      return field;
    }
  }
  return null;
}
