import type { Task } from '../../protocol/task';
import type { ShownStatus } from '../words/status-words';
import { overallStatus } from './task-line';

/** Which tasks are shown, and in which order. */
export type TasksFilter = { readonly search: string; readonly status: ShownStatus | 'ALL'; readonly sort: TasksSort | null };

/** What tasks can be sorted by; null is the order of their loops. */
export type TasksSort = { readonly by: 'name' | 'status' | 'start' | 'duration'; readonly direction: 'ascending' | 'descending' };

export const ALL_TASKS: TasksFilter = { search: '', status: 'ALL', sort: null };

/** The tasks that `filter` lets through, in its order. */
export function visibleTasks(tasks: readonly Task[], filter: TasksFilter): readonly Task[] {
  const words = filter.search.trim().toLowerCase();
  const found = tasks.filter(task => matchesStatus(task, filter.status) && task.name.toLowerCase().includes(words));
  const { sort } = filter;
  if (sort === null) {
    return found;
  }
  const sign = sort.direction === 'ascending' ? 1 : -1;
  return found.toSorted((one, other) => sign * compare(sortKey(one, sort.by), sortKey(other, sort.by)));
}

/** What a click on a column’s head makes of the sorting: ascending, descending, as in the loop. */
export function nextSort(sort: TasksSort | null, by: TasksSort['by']): TasksSort | null {
  if (sort?.by !== by) {
    return { by, direction: 'ascending' };
  }
  return sort.direction === 'ascending' ? { by, direction: 'descending' } : null;
}

function matchesStatus(task: Task, status: TasksFilter['status']): boolean {
  return status === 'ALL' || overallStatus(task) === status || task.last_ended_run?.status === status;
}

function sortKey(task: Task, by: TasksSort['by']): string | number {
  switch (by) {
    case 'name':
      return task.name.toLowerCase();
    case 'status':
      return overallStatus(task);
    case 'start':
      return task.last_run?.started_at ?? '';
    case 'duration':
      return task.last_run?.duration ?? -1;
  }
}

function compare(one: string | number, other: string | number): number {
  return one < other ? -1 : Number(one > other);
}
