// The first page of a long history, and what else must not feel its length.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { historySize, makeHistory } from '../support/long-history.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

export const newestRunsMeasure = { letter: 'd', words: 'pages of a long history over HTTP', take };

/** Requests that one repetition is made of: enough for a 95th percentile. */
const ASKED = 5;

const OF_TASK = 'select * from run where task = :task and trial = 0';
const QUERIES = [
  { words: '25 newest of a task', query: 'limit=25', sql: `${OF_TASK} order by id desc limit 25`, aim: '≤ 5 ms over it, p95' },
  {
    words: '25 newest failures',
    query: 'limit=25&status=FAILURE',
    sql: `${OF_TASK} and status = 'FAILURE' order by id desc limit 25`,
    aim: null
  },
  {
    words: 'a page in the middle',
    query: before => `limit=25&before=${before}`,
    sql: `${OF_TASK} and id < :before order by id desc limit 25`,
    aim: null
  }
];

async function take(session, repetitions, { quick }) {
  const size = historySize(quick);
  const { configuration, task } = await makeHistory(session, size);
  const scheduler = await startScheduler(session, configuration);
  const database = new DatabaseSync(join(scheduler.stateDir, 'state.sqlite'), { readOnly: true });
  const before = database.prepare('select id from run where task = ? order by id limit 1 offset 5000').get(task).id;
  const rows = [];
  for (const { words, query, sql, aim } of QUERIES) {
    const path = `/api/tasks/${task}/runs?${typeof query === 'string' ? query : query(before)}`;
    const statement = database.prepare(sql);
    const parameters = sql.includes(':before') ? { task, before } : { task };
    const times = await interleaved(repetitions * ASKED, { ours: () => scheduler.get(path), bare: () => statement.all(parameters) });
    rows.push({
      measure: `${words} of ${size.toLocaleString('en-GB')} runs over HTTP`,
      unit: 'ms',
      digits: 2,
      ours: times.ours,
      reference: { words: 'the bare SQL query', values: times.bare },
      aim
    });
  }
  database.close();
  return rows;
}

async function interleaved(times, { ours, bare }) {
  await ours();
  const taken = { ours: [], bare: [] };
  for (let time = 0; time < times; time += 1) {
    taken.bare.push(await timed(bare));
    taken.ours.push(await timed(ours));
  }
  return taken;
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
