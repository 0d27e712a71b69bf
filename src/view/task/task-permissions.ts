import type { Task } from '../../protocol/task';
import { openRun } from '../tasks/task-line';

/** Why each act on a task is refused just now, in words that follow the name of the button; null where it is not. */
export type TaskPermissions = { readonly runNow: string | null; readonly pause: string | null; readonly stop: string | null };

/** Why nothing can be done while the scheduler can’t be reached. */
export const NO_CONNECTION = 'there is no connection to the scheduler';

const REMOVED = 'it is not on master any more';

/** `live`: whether the scheduler can be reached. */
export function taskPermissions(task: Task, live: boolean): TaskPermissions {
  if (!live) {
    return { runNow: NO_CONNECTION, pause: NO_CONNECTION, stop: NO_CONNECTION };
  }
  const open = openRun(task);
  return { runNow: runNowRefusal(task), pause: task.removed ? REMOVED : null, stop: open === null ? 'it is not running' : null };
}

function runNowRefusal(task: Task): string | null {
  if (task.removed) {
    return REMOVED;
  }
  if (task.invalid) {
    return 'its definition is wrong: correct it first';
  }
  if (task.disabled) {
    return 'it is disabled in its definition';
  }
  if (task.held !== null) {
    return `it is held: ${task.held}`;
  }
  const open = openRun(task);
  if (open === null) {
    return null;
  }
  return open.status === 'RUNNING' ? 'it is running' : 'it waits for its turn already';
}
