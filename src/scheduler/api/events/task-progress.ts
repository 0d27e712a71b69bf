import type { Task } from '../../../protocol/task';

/**
 * The fields of a task that can change without an event of its own (a new lap makes every task pending, a detached
 * repository holds all of its tasks), as one text to compare. Much cheaper than the whole task as JSON.
 */
export function taskProgress(task: Task): string {
  const { state, paused, paused_by: by, disabled, invalid, removed, held, last_run: run, problems } = task;
  const times = [task.next_due, task.expected_duration];
  return JSON.stringify([state, paused, by, disabled, invalid, removed, held, ...times, run?.id, run?.status, problems.length]);
}
