import type { IStore, NewRun } from '../store-port';
import { openDatabase } from './open-database';
import { deleteRun } from './queries/delete-run';
import { endRun } from './queries/end-run';
import { insertOrganisation } from './queries/insert-organisation';
import { insertRun } from './queries/insert-run';
import { markLogRemoved } from './queries/mark-log-removed';
import { markTaskRemoved } from './queries/mark-task-removed';
import { noteEndedRun } from './queries/note-ended-run';
import { noteLastRun } from './queries/note-last-run';
import { selectLogRemovedAt } from './queries/select-log-removed-at';
import { selectLoop } from './queries/select-loop';
import { selectLoopNames } from './queries/select-loop-names';
import { selectNewestRunId } from './queries/select-newest-run-id';
import { selectNewestRuns } from './queries/select-newest-runs';
import { selectOpenRuns } from './queries/select-open-runs';
import { selectOrganisation } from './queries/select-organisation';
import { selectOrganisations } from './queries/select-organisations';
import { selectRepositoriesOfLoop } from './queries/select-repositories-of-loop';
import { selectRun } from './queries/select-run';
import { selectRunsOfTask } from './queries/select-runs-of-task';
import { selectSurplusRuns } from './queries/select-surplus-runs';
import { selectTask } from './queries/select-task';
import { selectTaskByKey } from './queries/select-task-by-key';
import { selectTaskFiles } from './queries/select-task-files';
import { selectTaskNames } from './queries/select-task-names';
import { selectTaskTotals } from './queries/select-task-totals';
import { selectTasks } from './queries/select-tasks';
import { selectTasksOfLoop } from './queries/select-tasks-of-loop';
import { startRun } from './queries/start-run';
import { updateEnvironment } from './queries/update-environment';
import { updateRunCommit } from './queries/update-run-commit';
import { updateTaskLap } from './queries/update-task-lap';
import { upsertLoop } from './queries/upsert-loop';
import { upsertTask } from './queries/upsert-task';
import { transaction } from './transaction';
import { createFlushing } from './create-flushing';

/**
 * Opens the store in `file`, made or migrated as needed; `:memory:` keeps it in memory.
 * Throws as `openDatabase` does.
 */
export function openStore(file: string): IStore {
  const database = openDatabase(file);
  const { flushed, unflushed } = createFlushing(database);
  const atOnce = transaction(database);
  const inTransaction = <T>(work: () => T): T => flushed(() => atOnce(work));
  const insert = (run: NewRun): void =>
    atOnce(() => {
      insertRun(database, run);
      noteLastRun(database, run.id);
    });
  return {
    transaction: inTransaction,
    close: () => database.close(),
    task: id => selectTask(database, id),
    taskByKey: key => selectTaskByKey(database, key),
    tasks: organisation => selectTasks(database, organisation),
    taskNames: organisation => selectTaskNames(database, organisation),
    loopNames: () => selectLoopNames(database),
    repositoriesOfLoop: loop => selectRepositoriesOfLoop(database, loop),
    taskTotals: organisation => selectTaskTotals(database, organisation),
    tasksOfLoop: loop => selectTasksOfLoop(database, loop),
    taskFiles: repository => selectTaskFiles(database, repository),
    saveTask: task => flushed(() => upsertTask(database, task)),
    markTaskRemoved: id => flushed(() => markTaskRemoved(database, id)),
    setTaskLap: (id, lap) => unflushed(() => updateTaskLap(database, id, lap)),
    // A person was told that it will run; the turn of a loop just comes again.
    insertRun: run => (run.trigger === 'loop' ? unflushed : flushed)(() => insert(run)),
    run: id => selectRun(database, id),
    runs: (task, query) => selectRunsOfTask(database, task, query),
    openRuns: () => selectOpenRuns(database),
    newestRunId: () => selectNewestRunId(database),
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
    newestRuns: task => selectNewestRuns(database, task),
    surplusRuns: (task, query) => selectSurplusRuns(database, task, query),
    logRemovedAt: run => selectLogRemovedAt(database, run),
    markLogsRemoved: (runs, now) => inTransaction(() => runs.forEach(run => markLogRemoved(database, run, now))),
    deleteRuns: runs => inTransaction(() => runs.forEach(run => deleteRun(database, run))),
    organisations: () => selectOrganisations(database),
    organisation: codops => selectOrganisation(database, codops),
    ensureOrganisation: codops => {
      flushed(() => insertOrganisation(database, codops));
      const organisation = selectOrganisation(database, codops);
      if (organisation === null) {
        throw new Error(`organisation ${codops} is not there right after it was inserted`);
      }
      return organisation;
    },
    saveEnvironment: (codops, environment) => flushed(() => updateEnvironment(database, codops, environment)),
    loop: name => selectLoop(database, name),
    saveLoop: loop => unflushed(() => upsertLoop(database, loop))
  };
}
