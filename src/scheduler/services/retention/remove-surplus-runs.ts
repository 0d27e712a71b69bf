import { mayRemoveRun } from '../../../core/retention/may-remove';
import { protectedRuns } from '../../../core/retention/protected-runs';
import type { RunId, TaskId } from '../../../protocol/identity';
import { removeRuns, type RemovalPorts } from './remove-runs';

export type SurplusPorts = RemovalPorts & {
  readonly maxRuns: number;
  readonly isRead: (run: RunId) => boolean;
  readonly signal: AbortSignal;
};

/** Rows that one transaction deletes: some milliseconds, and nobody waits longer. */
const BATCH = 50;

/** Removes the oldest runs of a task beyond those that are kept. Answers how many went. */
export async function removeSurplusRuns(ports: SurplusPorts, task: TaskId): Promise<number> {
  const { store, maxRuns, isRead, signal } = ports;
  let removed = 0;
  let after: RunId | null = null;
  while (!signal.aborted) {
    const oldest = store.surplusRuns(task, { kept: maxRuns, after, limit: BATCH });
    const last = oldest.at(-1);
    if (last === undefined) {
      break;
    }
    const kept = protectedRuns(store.newestRuns(task));
    const going = oldest.filter(run => mayRemoveRun(run, { isProtected: kept.has(run.id), isRead: isRead(run.id) })).map(({ id }) => id);
    await removeRuns(ports, going);
    removed += going.length;
    after = last.id;
  }
  return removed;
}
