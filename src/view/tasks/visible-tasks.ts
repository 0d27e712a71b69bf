import type { Task } from '../../protocol/task';
import { STATUS_WORDS, type ShownStatus } from '../words/status-words';
import { SORT_KEYS, sortTasks, type SortKey, type TasksSort } from './sort-tasks';
import { overallStatus } from './task-line';

/** Which tasks are shown, and in which order: null is that of their loops. */
export type TasksFilter = { readonly search: string; readonly status: ShownStatus | 'ALL'; readonly sort: TasksSort | null };

export const ALL_TASKS: TasksFilter = { search: '', status: 'ALL', sort: null };

/** The tasks that `filter` lets through, in its order; `now` in milliseconds since the epoch. */
export function visibleTasks(tasks: readonly Task[], filter: TasksFilter, now: number): readonly Task[] {
  const words = filter.search.trim().toLowerCase();
  const found = tasks.filter(task => matchesStatus(task, filter.status) && task.name.toLowerCase().includes(words));
  return filter.sort === null ? found : sortTasks(found, filter.sort, now);
}

/** What a click on a column’s head makes of the sorting: ascending, descending, as in the loop. */
export function nextSort(sort: TasksSort | null, by: SortKey): TasksSort | null {
  if (sort?.by !== by) {
    return { by, direction: 'ascending' };
  }
  return sort.direction === 'ascending' ? { by, direction: 'descending' } : null;
}

/** The filter in `value`, which comes from outside; null where it is none. */
export function parseTasksFilter(value: unknown): TasksFilter | null {
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const { search, status, sort }: Readonly<Record<string, unknown>> = { ...value };
  return {
    search: typeof search === 'string' ? search : '',
    status: typeof status === 'string' && Object.hasOwn(STATUS_WORDS, status) ? (status as ShownStatus) : 'ALL',
    sort: parseSort(sort)
  };
}

function parseSort(value: unknown): TasksSort | null {
  const { by, direction }: Readonly<Record<string, unknown>> = typeof value === 'object' ? { ...value } : {};
  const key = SORT_KEYS.find(known => known === by);
  return key === undefined ? null : { by: key, direction: direction === 'descending' ? 'descending' : 'ascending' };
}

function matchesStatus(task: Task, status: TasksFilter['status']): boolean {
  return status === 'ALL' || overallStatus(task) === status || task.last_ended_run?.status === status;
}
