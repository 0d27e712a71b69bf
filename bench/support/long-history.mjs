// A store that has seen many runs.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { idleConfiguration } from './bench-task.mjs';
import { createRepository, notebookOf } from './repository.mjs';
import { startScheduler } from './start-scheduler.mjs';

const TASKS = 100;
const RUNS_A_TASK = 10_000;

/** Runs in the store; with `quick` fewer, which the table says. */
export function historySize(quick) {
  return (quick ? TASKS / 10 : TASKS) * RUNS_A_TASK;
}

/**
 * One real run, and copies of its row as if it and its neighbours had run each minute before: 10,000 for each task.
 * Answers the configuration that goes on with it and the id of a task; no scheduler runs then.
 */
export async function makeHistory(session, size, state = 'state') {
  const repository = createRepository(join(session.folder, `repository-${state}`), {
    'task.ipynb': notebookOf('def task():\n    pass\n'),
    'peach.yaml': `codops: bench\ntasks:\n${Array.from({ length: size / RUNS_A_TASK }, (_, place) => definition(place)).join('')}`
  });
  const configuration = idleConfiguration(repository);
  const scheduler = await startScheduler(session, configuration, state);
  const { id, last_run: run } = await scheduler.restingTask('bench/task-0');
  await scheduler.stop();
  const database = new DatabaseSync(join(scheduler.stateDir, 'state.sqlite'));
  copyRuns(database, run.id);
  database.close();
  return { configuration, task: id };
}

/** Only the first one runs: for a row to copy. */
function definition(place) {
  return `  task-${place}: {notebook: task.ipynb, method: task, executor: python, disabled: ${place > 0}}\n`;
}

function copyRuns(database, id) {
  const columns = database
    .prepare('select name from pragma_table_info(?)')
    .all('run')
    .map(({ name }) => name)
    .filter(name => !['id', 'task'].includes(name))
    .map(name => `"${name}"`);
  database.exec('begin');
  database
    .prepare(
      `insert into run (id, task, ${columns.join(', ')})
      with recursive age (minutes) as (select 1 union all select minutes + 1 from age where minutes < :runs),
        moment as (select minutes, :queued - minutes * 60000 as at from age),
        place as (select id as task, row_number() over (order by name) as number from task)
      select printf('%08x-%04x-7000-8000-%012x', at >> 16, at & 65535, number), place.task, ${columns.map(name => `run.${name}`).join(', ')}
      from run, place, moment where run.id = :id`
    )
    .run({ id, queued: Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16), runs: RUNS_A_TASK });
  database.exec(
    'update task set last_run = (select max(id) from run where task = task.id), last_ended_run = (select max(id) from run where task = task.id)'
  );
  database.exec('commit');
}
