import { isMap } from '../yaml/is-map';
import { definitionData } from './definition-data';
import { equalJson } from './equal-json';
import { parseDefinitionFile } from './parse-definition-file';
import type { NewTask } from './new-task';
import { givenFields } from './render-task';

/** Why `after` is not just `before` with one more task, or null where it is proven. */
export function proveSplice(before: string, after: string, { codops, name, definition }: NewTask): string | null {
  const file = parseDefinitionFile('', after);
  const [problem] = [...file.tasks.flatMap(task => task.problems), ...file.problems];
  if (problem !== undefined) {
    return `with this task the file would have a mistake: ${problem.message}${problem.hint === null ? '' : ` (${problem.hint})`}`;
  }
  const old = definitionData(before);
  const wanted = Object.fromEntries(givenFields(definition));
  const tasks = isMap(old.tasks) ? old.tasks : {};
  const expected = { ...old, codops, tasks: { ...tasks, [name]: wanted } };
  return equalJson(expected, definitionData(after))
    ? null
    : 'the task cannot be written without changing what stands in the file; add it by hand, under tasks:';
}
