// Many runs asked for in the same moment.
import { join } from 'node:path';
import { HELLO, runBarePython } from '../support/bare-python.mjs';
import { HELLO_TASK, interpreterOf } from '../support/bench-task.mjs';
import { createArrivals } from '../support/create-arrivals.mjs';
import { createRepository, notebookOf } from '../support/repository.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

export const runsAtOnceMeasure = { letter: 'q', words: '20 runs asked for at once, in two loops', take };

const ORGANISATIONS = ['left', 'right'];
const TASKS = Array.from({ length: 10 }, (_, number) => `task${number}`);

async function take(session, repetitions) {
  const repository = createRepository(join(session.folder, 'repository'), {
    'task.ipynb': notebookOf(HELLO_TASK),
    ...Object.fromEntries(ORGANISATIONS.map(codops => [`peach.conf/${codops}.yaml`, definition(codops)]))
  });
  const scheduler = await startScheduler(session, {
    repositories: [{ url: repository.root }],
    loops: Object.fromEntries(ORGANISATIONS.map(codops => [codops, { interval: '1h' }]))
  });
  const tasks = [];
  for (const key of ORGANISATIONS.flatMap(codops => TASKS.map(task => `${codops}/${task}`))) {
    tasks.push(await scheduler.restingTask(key));
  }
  const python = interpreterOf(scheduler, tasks[0]);
  const ends = createArrivals();
  for (const codops of ORGANISATIONS) {
    const events = await scheduler.events();
    await events.follow(`tasks:${codops}`, ({ data }) => {
      const run = data?.kind === 'task' ? data.task.last_run : null;
      if (run?.ended_at) {
        ends.note(run.id);
      }
    });
  }
  const ours = [];
  const bare = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    bare.push(await timeBare(python));
    const began = performance.now();
    const runs = await Promise.all(tasks.map(task => scheduler.runNow(task.id)));
    const times = await Promise.all(runs.map(run => ends.of(run.id)));
    ours.push(Math.max(...times) - began);
  }
  for (const task of tasks) {
    await scheduler.checkRuns(task.id);
  }
  const reference = { words: '20 bare interpreters, 2 at a time', values: bare };
  return [{ measure: runsAtOnceMeasure.words, unit: 'ms', digits: 0, ours, reference, aim: '≤ 0.8 ×' }];
}

function definition(codops) {
  const tasks = TASKS.map(name => `  ${name}: {notebook: task.ipynb, method: task, executor: python}\n`);
  return `codops: ${codops}\ntasks:\n${tasks.join('')}`;
}

async function timeBare(python) {
  const began = performance.now();
  await Promise.all(
    ORGANISATIONS.map(async () => {
      for (let run = 0; run < TASKS.length; run += 1) {
        await runBarePython(python, HELLO);
      }
    })
  );
  return performance.now() - began;
}
