import type { Task } from '../../protocol/task';
import type { ShownStatus } from '../words/status-words';
import { lastStatus, runningTimes } from './task-line';

export const SORT_KEYS = ['name', 'state', 'status', 'start', 'duration', 'end', 'due'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What tasks are sorted by, and which way. */
export type TasksSort = { readonly by: SortKey; readonly direction: 'ascending' | 'descending' };

const STATES: readonly Task['state'][] = ['RUNNING', 'PENDING', 'FINISHED'];
/** What needs a person first. */
const STATUSES: readonly ShownStatus[] = ['FAILURE', 'TIMED_OUT', 'LOST', 'INVALID', 'KILLED', 'RUNNING', 'QUEUED', 'SUCCESS', 'NEVER'];

/** The tasks in the order of `sort`; those that have nothing in its column come last, whichever its direction. */
export function sortTasks(tasks: readonly Task[], { by, direction }: TasksSort, now: number): readonly Task[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return tasks
    .map(task => ({ task, key: sortKey(task, by, now) }))
    .toSorted((one, other) => {
      if (one.key === null || other.key === null) {
        return Number(one.key === null) - Number(other.key === null);
      }
      return one.key === other.key ? 0 : sign * (one.key < other.key ? -1 : 1);
    })
    .map(({ task }) => task);
}

function sortKey(task: Task, by: SortKey, now: number): string | number | null {
  switch (by) {
    case 'name':
      return task.name.toLowerCase();
    case 'state':
      return STATES.indexOf(task.state);
    case 'status':
      return STATUSES.indexOf(lastStatus(task));
    case 'start':
      return task.last_run?.started_at ?? null;
    case 'duration':
      return runningTimes(task, now).elapsed ?? task.last_run?.duration ?? null;
    case 'end':
      return runningTimes(task, now).expectedEnd;
    case 'due':
      return task.paused_by === null ? task.next_due : null;
  }
}
