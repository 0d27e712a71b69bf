import type { TaskId } from '../../protocol/identity';
import type { Task } from '../../protocol/task';
import { STATUS_WORDS, type ShownStatus } from '../words/status-words';
import { overallStatus } from '../tasks/task-line';

export type KnownStatuses = ReadonlyMap<TaskId, ShownStatus>;

export function statusesOf(tasks: readonly Task[]): KnownStatuses {
  return new Map(tasks.map(task => [task.id, overallStatus(task)]));
}

/** What is read out when statuses have changed: `related_publications: Success`. A task that is new says nothing. */
export function statusChanges(before: KnownStatuses, tasks: readonly Task[]): string {
  return tasks
    .filter(task => before.has(task.id) && before.get(task.id) !== overallStatus(task))
    .map(task => `${task.name}: ${STATUS_WORDS[overallStatus(task)]}`)
    .join('. ');
}
