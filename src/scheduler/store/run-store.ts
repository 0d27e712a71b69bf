import type { DatabaseSync } from 'node:sqlite';
import type { IRunStore } from '../store-port';
import type { IFlush } from './create-flush';
import type { Flushing } from './create-flushing';
import { endRun } from './queries/end-run';
import { insertRun } from './queries/insert-run';
import { noteEndedRun } from './queries/note-ended-run';
import { noteLastRun } from './queries/note-last-run';
import { selectNewestRunId } from './queries/select-newest-run-id';
import { selectOpenRuns } from './queries/select-open-runs';
import { selectRun } from './queries/select-run';
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
    runs: (task, query) => selectRunsOfTask(database, task, query),
    openRuns: () => selectOpenRuns(database),
    newestRunId: () => selectNewestRunId(database),
    insertRun: run =>
      inTransaction(() => {
        insertRun(database, run);
        noteLastRun(database, run.id);
      }),
    setRunCommit: (id, commit) => unflushed(() => updateRunCommit(database, id, commit)),
    startRun: (id, start) => unflushed(() => startRun(database, id, start)),
    endRun: (id, closure) =>
      inTransaction(() => {
        const ended = endRun(database, id, closure);
        if (ended) {
          noteEndedRun(database, id);
        }
        return ended;
      }),
    flush
  };
}
