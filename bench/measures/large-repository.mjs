// What the size of a repository costs its runs.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createArrivals } from '../support/create-arrivals.mjs';
import { createLargeRepository, lackOfRoom } from '../support/large-repository.mjs';
import { createRepository, notebookOf } from '../support/repository.mjs';
import { HELLO_TASK } from '../support/bench-task.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { until } from '../support/until.mjs';

export const largeRepositoryMeasure = { letter: 'w', words: 'run now → finished in a large repository, warm', take };

const FULL = { mebibytes: 2048, smallFiles: 20_000, words: '2 GiB, 20,000 files' };
const QUICK = { mebibytes: 200, smallFiles: 2_000, words: '200 MiB, 2,000 files' };
/** Longer than a working copy of the large repository is cleaned. */
const QUIET = 500;
const IN_A_ROW = 10;

async function take(session, repetitions, { quick }) {
  const size = quick ? QUICK : FULL;
  const lack = lackOfRoom(session.folder, size.mebibytes);
  if (lack !== null) {
    console.log(`not measured: ${lack}`);
    return [];
  }
  const { small, large, scheduler } = await startBoth(session, size);
  const quiet = { small: [], large: [] };
  const row = { small: [], large: [] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    for (const [name, run] of [
      ['small', small],
      ['large', large]
    ]) {
      await pause(QUIET);
      quiet[name].push(await run());
      await pause(QUIET);
      row[name].push(await inARow(run));
    }
  }
  await Promise.all(['small', 'large'].map(name => scheduler.get(`/api/tasks/${name}/task`).then(({ id }) => scheduler.checkRuns(id))));
  const compare = (words, values) => ({
    measure: `${words} (${size.words})`,
    unit: 'ms',
    digits: 1,
    ours: values.large,
    reference: { words: 'the same in a repository of two files', values: values.small },
    aim: '≤ 1.1 ×'
  });
  return [compare(largeRepositoryMeasure.words, quiet), compare(`each of ${IN_A_ROW} such runs without a pause`, row)];
}

async function inARow(run) {
  const began = performance.now();
  for (let place = 0; place < IN_A_ROW; place += 1) {
    await run();
  }
  return (performance.now() - began) / IN_A_ROW;
}

/** A scheduler that serves both; `small` and `large` run their task once and resolve with the milliseconds it took. */
async function startBoth(session, size) {
  const small = createRepository(join(session.folder, 'small'), filesOf('small'));
  const large = await createLargeRepository(join(session.folder, 'large'), filesOf('large'), size);
  const scheduler = await startScheduler(session, {
    repositories: [
      { url: small.root, organisations: ['small'] },
      { url: large.root, organisations: ['large'] }
    ],
    loops: { small: { interval: '1h' }, large: { interval: '1h' } }
  });
  const runs = { small: await runner(scheduler, 'small'), large: await runner(scheduler, 'large') };
  await until('two working copies of each', () => copiesIn(scheduler.stateDir).every(count => count >= 2) || null);
  await pause(QUIET);
  return { ...runs, scheduler };
}

function filesOf(organisation) {
  return {
    'task.ipynb': notebookOf(HELLO_TASK),
    'peach.yaml': `codops: ${organisation}\ntasks:\n  task: {notebook: task.ipynb, method: task, executor: python}\n`
  };
}

async function runner(scheduler, organisation) {
  const task = await scheduler.restingTask(`${organisation}/task`);
  const ends = createArrivals();
  const events = await scheduler.events();
  await events.follow(`task:${task.id}`, ({ data }) => {
    if (data?.kind === 'run' && data.run.ended_at !== null) {
      ends.note(data.run.id);
    }
  });
  return async () => {
    const began = performance.now();
    const run = await scheduler.runNow(task.id);
    return (await ends.of(run.id)) - began;
  };
}

/** How many whole working copies there are, for each repository: git writes the index last. */
function copiesIn(stateDir) {
  const folder = join(stateDir, 'checkouts');
  return readdirSync(folder).map(name => readdirSync(join(folder, name)).filter(file => file.endsWith('.index')).length);
}
