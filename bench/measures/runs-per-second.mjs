// How fast a loop goes round when nothing holds it back.
import { HELLO, runBarePython } from '../support/bare-python.mjs';
import { createTaskRepository, HELLO_TASK, interpreterOf, TASK } from '../support/bench-task.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { until } from '../support/until.mjs';

export const runsPerSecondMeasure = { letter: 'b', words: 'runs per second in one loop, interval 0s', take };

const RUNS = 10;

async function take(session, repetitions) {
  const { root } = createTaskRepository(session.folder, HELLO_TASK);
  const scheduler = await startScheduler(session, { loops: { bench: { interval: '0s' } } });
  const loop = await startLoop(scheduler, root);
  await loop.stop();
  const python = interpreterOf(scheduler, loop.task);
  const ours = [];
  const bare = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    bare.push(await barePerSecond(python));
    ours.push(await loopPerSecond(scheduler, root, loop.task.id));
  }
  await scheduler.checkRuns(loop.task.id);
  const reference = { words: 'bare interpreters one after another', values: bare };
  return [{ measure: runsPerSecondMeasure.words, unit: '/s', digits: 1, ours, reference, aim: '≥ 2 ×' }];
}

async function barePerSecond(python) {
  const began = performance.now();
  for (let run = 0; run < RUNS; run += 1) {
    await runBarePython(python, HELLO);
  }
  return (RUNS * 1000) / (performance.now() - began);
}

async function loopPerSecond(scheduler, root, id) {
  const events = await scheduler.events();
  const ended = new Map();
  const { promise: enough, resolve } = Promise.withResolvers();
  await events.follow(`task:${id}`, ({ data }) => {
    if (data?.kind === 'run' && data.run.ended_at !== null && !ended.has(data.run.id)) {
      ended.set(data.run.id, performance.now());
      if (ended.size > RUNS) {
        resolve();
      }
    }
  });
  const loop = await startLoop(scheduler, root);
  await enough;
  await events.close();
  await loop.stop();
  // The end of the first run is the beginning of the clock.
  const times = [...ended.values()];
  return (RUNS * 1000) / (times[RUNS] - times[0]);
}

/** The loop goes round while its repository is attached; `stop` resolves when it stands still. */
async function startLoop(scheduler, root) {
  const attachment = await scheduler.attach(root);
  const task = await scheduler.triedTask(TASK);
  const stop = async () => {
    await attachment.close();
    await until('the loop to stand still', async () => {
      const { held, last_run: run } = await scheduler.get(`/api/tasks/${TASK}`);
      return held !== null && run.ended_at !== null;
    });
  };
  return { task, stop };
}
