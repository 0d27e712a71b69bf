// The first page of a long history.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createTaskRepository, HELLO_TASK, idleConfiguration, TASK } from '../support/bench-task.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

const ROWS = 10_000;

export const newestRunsMeasure = { letter: 'd', words: `25 newest of ${ROWS.toLocaleString('en-GB')} runs over HTTP`, take };

const NEWEST = 'select * from run where task = ? and trial = 0 order by id desc limit 25';

async function take(session, repetitions) {
  const id = await makeHistory(session, createTaskRepository(session.folder, HELLO_TASK));
  const scheduler = await startScheduler(session, {});
  const path = `/api/tasks/${id}/runs?limit=25`;
  const database = new DatabaseSync(join(scheduler.stateDir, 'state.sqlite'), { readOnly: true });
  const query = database.prepare(NEWEST);
  const ours = [];
  const bare = [];
  await scheduler.get(path);
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    bare.push(await timed(() => query.all(id)));
    ours.push(await timed(() => scheduler.get(path)));
  }
  database.close();
  return [
    { measure: newestRunsMeasure.words, unit: 'ms', digits: 2, ours, reference: { words: 'the bare SQL query', values: bare }, aim: null }
  ];
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** One real run, and copies of its row as if it had run before. Answers the id of the task. */
async function makeHistory(session, repository) {
  const scheduler = await startScheduler(session, idleConfiguration(repository));
  const { id, last_run: run } = await scheduler.restingTask(TASK);
  await scheduler.stop();
  const database = new DatabaseSync(join(scheduler.stateDir, 'state.sqlite'));
  const { id: _id, ...row } = database.prepare('select * from run where id = ?').get(run.id);
  const columns = Object.keys(row).map(name => `"${name}"`);
  const insert = database.prepare(`insert into run (id, ${columns.join(', ')}) values (?, ${columns.map(() => '?').join(', ')})`);
  database.exec('begin');
  for (let age = 1; age < ROWS; age += 1) {
    insert.run(olderId(run.id, age), ...Object.values(row));
  }
  database.exec('commit');
  database.close();
  return id;
}

/** The id of a run that was queued `seconds` before. */
function olderId(id, seconds) {
  const time = BigInt(`0x${id.slice(0, 8)}${id.slice(9, 13)}`) - BigInt(seconds * 1000);
  const digits = time.toString(16).padStart(12, '0');
  return `${digits.slice(0, 8)}-${digits.slice(8)}${id.slice(13)}`;
}
