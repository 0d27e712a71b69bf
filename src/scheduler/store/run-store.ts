import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../protocol/identity';
import type { IRunStore, RunClosure } from '../store-port';
import type { IFlush } from './create-flush';
import type { Flushing } from './create-flushing';
import { endRun } from './queries/end-run';
import { insertRun } from './queries/insert-run';
import { noteDueStart } from './queries/note-due-start';
import { noteDueStopped } from './queries/note-due-stopped';
import { noteEndedRun } from './queries/note-ended-run';
import { noteLastRun } from './queries/note-last-run';
import { planRetry } from './queries/plan-retry';
import { selectNewestRunId } from './queries/select-newest-run-id';
import { selectOpenRuns } from './queries/select-open-runs';
import { selectQueuedRun } from './queries/select-queued-run';
import { selectRun } from './queries/select-run';
import { selectRunHistory } from './queries/select-run-history';
import { selectRunArgs } from './queries/select-run-args';
import { selectRunsOfTask } from './queries/select-runs-of-task';
import { startRun } from './queries/start-run';
import { updateRunCommit } from './queries/update-run-commit';
import { transaction } from './transaction';

/** Nothing here waits for the disk: runs come by the hundred a second. Who must know calls `flush`. */
export function createRunStore(
  database: DatabaseSync,
  { unflushed, flush }: Pick<Flushing, 'unflushed'> & Pick<IFlush, 'flush'>
): IRunStore {
  const atOnce = transaction(database);
  const inTransaction = <T>(work: () => T): T => unflushed(() => atOnce(work));
  return {
    run: id => selectRun(database, id),
    runArgs: id => selectRunArgs(database, id),
    queuedRun: task => selectQueuedRun(database, task),
    runs: (task, query) => selectRunsOfTask(database, task, query),
    history: (task, query) => selectRunHistory(database, task, query),
    openRuns: () => selectOpenRuns(database),
    newestRunId: () => selectNewestRunId(database),
    insertRun: run =>
      inTransaction(() => {
        insertRun(database, run);
        noteLastRun(database, run.id);
      }),
    setRunCommit: (id, commit) => unflushed(() => updateRunCommit(database, id, commit)),
    startRun: (id, start) =>
      inTransaction(() => {
        noteDueStart(database, id, start.startedAt);
        return startRun(database, id, start);
      }),
    endRun: (id, closure, retryAt = null) =>
      inTransaction(() => {
        const ended = endRun(database, id, closure);
        if (ended) {
          noteEndedRun(database, id);
          noteDueEnd(database, id, closure);
        }
        if (ended && retryAt !== null) {
          planRetry(database, id, retryAt);
        }
        return ended;
      }),
    flush
  };
}

/** A run that never began is told here: what was stopped before is no run of its due time. */
function noteDueEnd(database: DatabaseSync, id: RunId, { status, reason, startedAt, endedAt }: RunClosure): void {
  if (status === 'KILLED' && startedAt === null) {
    noteDueStopped(database, id, reason);
  } else {
    noteDueStart(database, id, startedAt ?? endedAt);
  }
}
