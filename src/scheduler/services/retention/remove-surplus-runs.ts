import { mayRemoveRun, type OldRun } from '../../../core/retention/may-remove';
import { protectedRuns } from '../../../core/retention/protected-runs';
import type { RunId, TaskId } from '../../../protocol/identity';
import { createBreathing } from '../create-breathing';
import { removeRuns, type RemovalPorts } from './remove-runs';

export type SurplusPorts = RemovalPorts & {
  readonly maxRuns: number;
  readonly isRead: (run: RunId) => boolean;
  readonly signal: AbortSignal;
};

/** Rows that one transaction deletes: some milliseconds, and nobody waits longer. */
export const SURPLUS_BATCH = 50;

/**
 * Removes the oldest runs of a task beyond those that are kept. Answers how many went. Rejects where a folder can't be
 * removed: when all others are, or at once where none of a batch could be, since then it is the disk.
 */
export async function removeSurplusRuns(ports: SurplusPorts, task: TaskId): Promise<number> {
  const { store, maxRuns, signal } = ports;
  const breathe = createBreathing();
  let removed = 0;
  let fault: Error | null = null;
  let after: RunId | null = null;
  let isMore = true;
  while (isMore && !signal.aborted) {
    const oldest = store.surplusRuns(task, { kept: maxRuns, after, limit: SURPLUS_BATCH });
    const removal = await removeRuns(ports, mayGo(ports, task, oldest));
    removed += removal.gone.length;
    fault ??= removal.fault;
    after = oldest.at(-1)?.id ?? null;
    // A task that goes on running has a few more by now: they are left for the next look, or this one would never end.
    isMore = oldest.length === SURPLUS_BATCH && (removal.fault === null || removal.gone.length > 0);
    await breathe();
  }
  if (fault !== null) {
    throw fault;
  }
  return removed;
}

function mayGo({ store, isRead }: SurplusPorts, task: TaskId, oldest: readonly OldRun[]): readonly RunId[] {
  const kept = protectedRuns(store.newestRuns(task));
  return oldest.filter(run => mayRemoveRun(run, { isProtected: kept.has(run.id), isRead: isRead(run.id) })).map(({ id }) => id);
}
