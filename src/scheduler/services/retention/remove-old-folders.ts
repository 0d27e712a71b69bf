import { mayRemoveLog, type OldRun } from '../../../core/retention/may-remove';
import { protectedRuns } from '../../../core/retention/protected-runs';
import { runIdTime } from '../../../core/retention/run-id-time';
import { parseRunId, type RunId } from '../../../protocol/identity';
import { hasEnded, type Run } from '../../../protocol/run';
import type { IRunStore } from '../../store-port';
import { createBreathing } from '../create-breathing';
import { removeLogs, type RemovalPorts } from './remove-runs';

export type OldFolderPorts = RemovalPorts & {
  readonly store: Pick<IRunStore, 'run'>;
  /** Milliseconds that a log stays after the end of its run. */
  readonly maxAge: number;
  readonly isRead: (run: RunId) => boolean;
  readonly signal: AbortSignal;
};

const BATCH = 100;
/** A temporary folder that its supervisor did not remove may still be written to by what it left behind. Milliseconds. */
const TEMPORARY_AGE = 3_600_000;

/**
 * Removes the folders of runs that ended too long ago, and those that no run has. A name says when its run was queued, so
 * younger ones cost no more than their names. Answers how many went. Rejects where a folder can't be removed: when all
 * others are, or at once where none of a batch could be, since then it is the disk.
 */
export async function removeOldFolders(ports: OldFolderPorts): Promise<number> {
  let removed = 0;
  let fault: Error | null = null;
  for await (const batch of oldFolders(ports)) {
    const removal = await removeLogs(ports, batch);
    removed += removal.gone.length;
    fault ??= removal.fault;
    if (removal.fault !== null && removal.gone.length === 0) {
      break;
    }
  }
  if (fault !== null) {
    throw fault;
  }
  return removed;
}

async function* oldFolders(ports: OldFolderPorts): AsyncIterable<readonly RunId[]> {
  const { leftovers, clock, maxAge, signal } = ports;
  const before = clock.now() - maxAge;
  const breathe = createBreathing();
  let batch: RunId[] = [];
  for await (const name of leftovers.names('run')) {
    await breathe();
    const run = parseRunId(name);
    if (signal.aborted) {
      return;
    }
    if (run !== null && runIdTime(run) < before && mayGo(ports, run, before)) {
      batch.push(run);
    }
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  yield batch;
}

/**
 * Removes the temporary folders of runs that have ended, which their supervisors should have. Answers how many went. Rejects
 * where one can't be removed, when all others are.
 */
export async function removeTemporaryFolders(ports: OldFolderPorts): Promise<number> {
  const { leftovers, clock, store, signal } = ports;
  const before = clock.now() - TEMPORARY_AGE;
  let removed = 0;
  let fault: Error | null = null;
  for await (const name of leftovers.names('temporary')) {
    const id = parseRunId(name);
    const run = id === null ? null : store.run(id);
    const isOver = run === null || (hasEnded(run.status) && (endedAt(run) ?? 0) < before);
    if (id !== null && runIdTime(id) < before && isOver && !signal.aborted) {
      try {
        await leftovers.remove('temporary', id);
        removed += 1;
      } catch (error) {
        fault ??= error instanceof Error ? error : new Error(String(error));
      }
    }
  }
  if (fault !== null) {
    throw fault;
  }
  return removed;
}

function mayGo(ports: OldFolderPorts, id: RunId, endedBefore: number): boolean {
  const run = ports.store.run(id);
  if (run === null) {
    return !ports.isRead(id);
  }
  const old: OldRun = { id, status: run.status, endedAt: endedAt(run) };
  const isRead = ports.isRead(id);
  return (
    // What costs more to find out comes last.
    mayRemoveLog(old, { isProtected: false, isRead, endedBefore }) && !protectedRuns(ports.store.newestRuns(run.task)).has(id)
  );
}

function endedAt(run: Run): number | null {
  return run.ended_at === null ? null : Date.parse(run.ended_at);
}
