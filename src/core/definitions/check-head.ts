import { createCheck } from '../../protocol/check';
import { METADATA_LOOP } from '../../protocol/identity';
import { DefinitionFileSchema, FREE_KEY_PREFIX, TASK_DEPENDENCIES_KEY } from '../../protocol/task-definition';
import type { FieldProblem } from '../yaml/field-problem';
import { isMap } from '../yaml/is-map';
import { schemaProblems } from '../yaml/schema-problems';
import { requirementProblems } from './requirement-list';
import { withoutFreeKeys } from './without-free-keys';

const checkSchema = createCheck(DefinitionFileSchema);

/** What is wrong in the data of a definition file outside its tasks. */
export function checkHead(data: unknown): readonly FieldProblem[] {
  const head = withoutTasks(withoutFreeKeys(data, ['tasks']));
  const checked = checkSchema(head);
  const wrong = checked.ok
    ? []
    : schemaProblems(checked.errors, { schema: DefinitionFileSchema, data: head, subject: 'the file', freeKeys: FREE_KEY_PREFIX });
  const tasks = isMap(head) ? head.tasks : undefined;
  const forTasks = isMap(tasks) ? tasks[TASK_DEPENDENCIES_KEY] : undefined;
  return [
    ...wrong.map(problem => (isMap(forTasks) && problem.path.join('/') === `tasks/${TASK_DEPENDENCIES_KEY}` ? keptName(problem) : problem)),
    ...(isMap(head) && head.codops === METADATA_LOOP ? [reservedName()] : []),
    ...(isMap(head) ? requirementProblems(head.dependencies, ['dependencies']) : []),
    ...requirementProblems(forTasks, ['tasks', TASK_DEPENDENCIES_KEY])
  ];
}

function withoutTasks(data: unknown): unknown {
  if (!isMap(data) || !isMap(data.tasks)) {
    return data;
  }
  const kept = Object.entries(data.tasks).filter(([name]) => name === TASK_DEPENDENCIES_KEY);
  return { ...data, tasks: Object.fromEntries(kept) };
}

function keptName(problem: FieldProblem): FieldProblem {
  const message = 'the name `dependencies` is kept for a list of requirements of all tasks; no task can have it';
  return { ...problem, message, hint: 'give the task another name, or write a list' };
}

function reservedName(): FieldProblem {
  const message = 'codops "metadata" is the name of the loop that all organisations share; no organisation can have it';
  return { path: ['codops'], at: 'value', message, hint: 'a task joins that loop with loop: metadata' };
}
