import { DatabaseSync } from 'node:sqlite';
import type { IStore } from '../store-port';
import { migrate } from './migrate';
import { endRun } from './queries/end-run';
import { insertOrganisation } from './queries/insert-organisation';
import { insertRun } from './queries/insert-run';
import { markTaskRemoved } from './queries/mark-task-removed';
import { noteEndedRun } from './queries/note-ended-run';
import { noteLastRun } from './queries/note-last-run';
import { selectLoop } from './queries/select-loop';
import { selectOpenRuns } from './queries/select-open-runs';
import { selectOrganisation } from './queries/select-organisation';
import { selectOrganisations } from './queries/select-organisations';
import { selectRun } from './queries/select-run';
import { selectRunsOfTask } from './queries/select-runs-of-task';
import { selectTask } from './queries/select-task';
import { selectTaskByKey } from './queries/select-task-by-key';
import { selectTasks } from './queries/select-tasks';
import { selectTasksOfLoop } from './queries/select-tasks-of-loop';
import { selectTasksOfRepository } from './queries/select-tasks-of-repository';
import { startRun } from './queries/start-run';
import { updateEnvironment } from './queries/update-environment';
import { updateRunCommit } from './queries/update-run-commit';
import { updateTaskLap } from './queries/update-task-lap';
import { upsertLoop } from './queries/upsert-loop';
import { upsertTask } from './queries/upsert-task';
import { transaction } from './transaction';

/**
 * Opens the store in `file`, made or migrated as needed; `:memory:` keeps it in memory.
 * Throws where the file is no database, cannot be written, or is of a newer version.
 */
export function openStore(file: string): IStore {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000');
  migrate(database);
  const inTransaction = transaction(database);
  return {
    transaction: inTransaction,
    close: () => database.close(),
    task: id => selectTask(database, id),
    taskByKey: key => selectTaskByKey(database, key),
    tasks: organisation => selectTasks(database, organisation),
    tasksOfLoop: loop => selectTasksOfLoop(database, loop),
    tasksOfRepository: repository => selectTasksOfRepository(database, repository),
    saveTask: task => upsertTask(database, task),
    markTaskRemoved: id => markTaskRemoved(database, id),
    setTaskLap: (id, lap) => updateTaskLap(database, id, lap),
    insertRun: run =>
      inTransaction(() => {
        insertRun(database, run);
        noteLastRun(database, run.id);
      }),
    run: id => selectRun(database, id),
    runs: (task, query) => selectRunsOfTask(database, task, query),
    openRuns: () => selectOpenRuns(database),
    setRunCommit: (id, commit) => updateRunCommit(database, id, commit),
    startRun: (id, start) => startRun(database, id, start),
    endRun: (id, closure) =>
      inTransaction(() => {
        const ended = endRun(database, id, closure);
        if (ended) {
          noteEndedRun(database, id);
        }
        return ended;
      }),
    organisations: () => selectOrganisations(database),
    organisation: codops => selectOrganisation(database, codops),
    ensureOrganisation: codops => {
      insertOrganisation(database, codops);
      const organisation = selectOrganisation(database, codops);
      if (organisation === null) {
        throw new Error(`organisation ${codops} is not there right after it was inserted`);
      }
      return organisation;
    },
    saveEnvironment: (codops, environment) => updateEnvironment(database, codops, environment),
    loop: name => selectLoop(database, name),
    saveLoop: loop => upsertLoop(database, loop)
  };
}
