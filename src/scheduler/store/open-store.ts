import type { IStore } from '../store-port';
import type { ITrialStore } from '../trial-port';
import { openDatabase } from './open-database';
import { deleteRun } from './queries/delete-run';
import { insertOrganisation } from './queries/insert-organisation';
import { markLogRemoved } from './queries/mark-log-removed';
import { markTaskRemoved } from './queries/mark-task-removed';
import { selectLogRemovedAt } from './queries/select-log-removed-at';
import { selectLoop } from './queries/select-loop';
import { selectLoopNames } from './queries/select-loop-names';
import { selectNewestRuns } from './queries/select-newest-runs';
import { selectOrganisation } from './queries/select-organisation';
import { selectOrganisations } from './queries/select-organisations';
import { selectRepositoriesOfLoop } from './queries/select-repositories-of-loop';
import { selectSurplusRuns } from './queries/select-surplus-runs';
import { selectTask } from './queries/select-task';
import { selectTaskByKey } from './queries/select-task-by-key';
import { selectTaskCounts } from './queries/select-task-counts';
import { selectTaskFiles } from './queries/select-task-files';
import { selectTaskNames } from './queries/select-task-names';
import { selectTaskTotals } from './queries/select-task-totals';
import { selectTasks } from './queries/select-tasks';
import { selectTasksOfLoop } from './queries/select-tasks-of-loop';
import { updateEnvironment } from './queries/update-environment';
import { updateTaskLap } from './queries/update-task-lap';
import { upsertLoop } from './queries/upsert-loop';
import { upsertTask } from './queries/upsert-task';
import { transaction } from './transaction';
import { createFlush } from './create-flush';
import { createFlushing } from './create-flushing';
import { createNotificationStore } from './notification-store';
import { createRunStore } from './run-store';
import { createTrialStore } from './trial-store';
import { createTriggerStore } from './trigger-store';

/**
 * Opens the store in `file`, made or migrated as needed; `:memory:` keeps it in memory.
 * Throws as `openDatabase` does.
 */
export function openStore(file: string): IStore & ITrialStore {
  const database = openDatabase(file);
  const { flushed, unflushed } = createFlushing(database);
  const log = createFlush(file);
  const atOnce = transaction(database);
  const inTransaction = <T>(work: () => T): T => flushed(() => atOnce(work));
  return {
    ...createRunStore(database, { unflushed, flush: () => log.flush() }),
    ...createTriggerStore(database, { flushed, unflushed }),
    ...createNotificationStore(database, { flushed, unflushed }),
    ...createTrialStore(database, { flushed, unflushed }),
    transaction: inTransaction,
    close: () => {
      log.close();
      database.close();
    },
    task: id => selectTask(database, id),
    taskByKey: key => selectTaskByKey(database, key),
    tasks: organisation => selectTasks(database, organisation),
    taskNames: organisation => selectTaskNames(database, organisation),
    loopNames: () => selectLoopNames(database),
    repositoriesOfLoop: loop => selectRepositoriesOfLoop(database, loop),
    taskCounts: () => selectTaskCounts(database),
    taskTotals: organisation => selectTaskTotals(database, organisation),
    tasksOfLoop: loop => selectTasksOfLoop(database, loop),
    taskFiles: repository => selectTaskFiles(database, repository),
    saveTask: task => flushed(() => upsertTask(database, task)),
    markTaskRemoved: id => flushed(() => markTaskRemoved(database, id)),
    setTaskLap: (id, lap) => unflushed(() => updateTaskLap(database, id, lap)),
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
