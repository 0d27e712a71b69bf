import { stringify } from 'yaml';
import type { LoopConfiguration } from '../../protocol/configuration';
import type { ExecutorName } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';
import { buildCatalogue } from '../definitions/build-catalogue';
import type { CatalogueTask, Position } from '../definitions/definition';
import { parseDefinitionFile } from '../definitions/parse-definition-file';

/** Something wrong in a definition that is not in a file yet, at a field of the form. */
type DefinitionProblem = { readonly field: string | null; readonly message: string; readonly hint: string | null };

export type CheckedDefinition = {
  /** Null where it is wrong. */
  readonly definition: TaskDefinition | null;
  readonly problems: readonly DefinitionProblem[];
  /** Why it would not be run, good as it is, or null. */
  readonly held: string | null;
};

/** Passes a definition through the very check that files pass, by writing it as a file and reading that. */
export function checkDefinition(task: {
  readonly codops: string;
  readonly name: string;
  readonly definition: unknown;
  readonly defaultExecutor: ExecutorName;
  readonly loop: (name: string) => LoopConfiguration;
}): CheckedDefinition {
  const file = parseDefinitionFile('', stringify({ codops: task.codops, tasks: { [task.name]: task.definition } }));
  const { defaultExecutor, loop } = task;
  const catalogue = buildCatalogue({ files: [file], allowed: null, incumbents: () => new Map(), defaultExecutor, loop });
  const [organisation] = catalogue.organisations;
  const found = organisation?.tasks[0] ?? null;
  const outside = [...catalogue.problems, ...(organisation?.problems ?? [])].map(({ message, hint }) => ({ field: 'name', message, hint }));
  const inside = (found?.problems ?? []).map(problem => ({
    field: fieldAt(found, problem),
    message: problem.message,
    hint: problem.hint
  }));
  const problems = [...outside, ...inside];
  return { definition: problems.length > 0 ? null : (found?.definition ?? null), problems, held: found?.held ?? null };
}

function fieldAt(task: CatalogueTask | null, place: Position): string | null {
  for (const [field, position] of task?.fields ?? []) {
    if (position.line === place.line && position.column === place.column) {
      return field;
    }
  }
  return null;
}
