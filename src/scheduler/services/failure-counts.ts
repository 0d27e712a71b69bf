import { failuresInRow } from '../../core/notifications/judge-runs';
import type { RunId, TaskId } from '../../protocol/identity';
import { hasEnded, type Run } from '../../protocol/run';
import type { IStore } from '../store-port';

/** How often tasks failed in a row. */
export interface IFailureCounts {
  /** Counts `run`, which has just ended, and answers the failures in a row before it; null: it says nothing of its task. */
  note(run: Run): number | null;
}

/** Runs that are looked at when a task ends for the first time: more failures in a row count as so many. */
const LOOKED_AT = 1000;

/** Read from the store once a task; kept in memory from then on, as every run asks. */
export function createFailureCounts(store: IStore): IFailureCounts {
  const counts = new Map<TaskId, { readonly failures: number; readonly newest: RunId }>();
  return {
    note: ({ id, task, status }) => {
      if (status === 'KILLED') {
        return null;
      }
      const known = counts.get(task) ?? readBefore(store, task, id);
      // Of an older run, such as one that was found after a crash, nothing new can be said.
      if (known === null || id <= known.newest) {
        return null;
      }
      counts.set(task, { failures: status === 'SUCCESS' ? 0 : known.failures + 1, newest: id });
      return known.failures;
    }
  };
}

/** As it was before `run`; null where a later one has ended already. */
function readBefore(store: IStore, task: TaskId, run: RunId): { readonly failures: number; readonly newest: RunId } | null {
  const ended = store
    .runs(task, { status: null, limit: LOOKED_AT, before: null })
    .filter(({ status }) => hasEnded(status) && status !== 'KILLED');
  if (ended[0]?.id !== run) {
    return null;
  }
  const before = ended.slice(1);
  return { failures: failuresInRow(before.map(({ status }) => status)), newest: before[0]?.id ?? ('' as RunId) };
}
