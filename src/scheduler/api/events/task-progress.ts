import type { Task } from '../../../protocol/task';

/**
 * The fields of a task that can change without an event of its own (a new lap makes every task pending, a detached
 * repository holds all of its tasks), as one text to compare. Much cheaper than the whole task as JSON.
 */
export function taskProgress(task: Task): string {
  const { state, paused, disabled, invalid, removed, held, next_due: due, expected_duration: expected, last_run: run, problems } = task;
  return JSON.stringify([state, paused, disabled, invalid, removed, held, due, expected, run?.id, run?.status, problems.length]);
}
