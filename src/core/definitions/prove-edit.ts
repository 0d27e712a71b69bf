import { isMap } from '../yaml/is-map';
import { definitionData } from './definition-data';
import { equalJson } from './equal-json';
import { ownValue } from './own-value';
import { parseDefinitionFile } from './parse-definition-file';
import type { TaskEdit } from './task-edit';

/** Why `after` is not just `before` with the one task changed, or null where it is proven. */
export function proveEdit(before: string, after: string, edit: TaskEdit): string | null {
  const file = parseDefinitionFile('', after);
  const [problem] = [...file.tasks.flatMap(task => task.problems), ...file.problems];
  if (problem !== undefined) {
    return `with this change the file would have a mistake: ${problem.message}${problem.hint === null ? '' : ` (${problem.hint})`}`;
  }
  const old = definitionData(before);
  const tasks = isMap(old.tasks) ? old.tasks : {};
  const { [edit.name]: task, ...others } = tasks;
  const expected = { ...old, tasks: { ...others, [edit.newName]: changed(task, edit.before, edit.after) } };
  return equalJson(expected, definitionData(after))
    ? null
    : 'the task cannot be changed without changing something else in the file, such as what an anchor gives to others; change it by hand';
}

/** `value` after what tells `before` and `after` apart; keys that neither of them has stay. */
function changed(value: unknown, before: unknown, after: unknown): unknown {
  if (!isMap(value) || !isMap(before) || !isMap(after)) {
    return after;
  }
  const keys = new Set([...Object.keys(value), ...Object.keys(after)]);
  return Object.fromEntries(
    [...keys].flatMap(key => {
      const [here, old, now] = [ownValue(value, key), ownValue(before, key), ownValue(after, key)];
      const wanted = equalJson(old, now) ? here : now === undefined ? undefined : changed(here, old, now);
      return wanted === undefined ? [] : [[key, wanted]];
    })
  );
}
