// From "run now" to the end of the run on the screen.
import { HELLO, runBarePython } from '../support/bare-python.mjs';
import { createTaskRepository, HELLO_TASK, idleConfiguration, interpreterOf, TASK } from '../support/bench-task.mjs';
import { createArrivals } from '../support/create-arrivals.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

export const runNowMeasure = { letter: 'a', words: 'run now → finished, trivial Python task', take };

async function take(session, repetitions) {
  const repository = createTaskRepository(session.folder, HELLO_TASK);
  const scheduler = await startScheduler(session, idleConfiguration(repository));
  const task = await scheduler.restingTask(TASK);
  const python = interpreterOf(scheduler, task);
  const ends = createArrivals();
  const events = await scheduler.events();
  await events.follow(`task:${task.id}`, ({ data }) => {
    if (data?.kind === 'run' && data.run.ended_at !== null) {
      ends.note(data.run.id);
    }
  });
  const ours = [];
  const bare = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    bare.push(await runBarePython(python, HELLO));
    const began = performance.now();
    const run = await scheduler.runNow(task.id);
    ours.push((await ends.of(run.id)) - began);
  }
  await scheduler.checkRuns(task.id);
  const reference = { words: 'python -c "print(\'hello\')" of its environment', values: bare };
  return [{ measure: runNowMeasure.words, unit: 'ms', digits: 0, ours, reference, aim: '≤ 4 ×' }];
}
