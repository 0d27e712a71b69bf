// From "run now" to the end of the run on the screen.
import { HELLO } from '../support/bare-python.mjs';
import { createTaskRepository, HELLO_TASK, idleConfiguration, interpreterOf, TASK } from '../support/bench-task.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { timeRunsNow } from '../support/time-runs-now.mjs';

export const runNowMeasure = { letter: 'a', words: 'run now → finished, trivial Python task, warm', take };

async function take(session, repetitions) {
  const repository = createTaskRepository(session.folder, HELLO_TASK);
  const scheduler = await startScheduler(session, idleConfiguration(repository));
  const task = await scheduler.restingTask(TASK);
  const python = interpreterOf(scheduler, task);
  const { ours, bare } = await timeRunsNow(scheduler, [task], { python, code: HELLO, repetitions });
  const reference = { words: 'python -c "print(\'hello\')" of its environment', values: bare };
  return [{ measure: runNowMeasure.words, unit: 'ms', digits: 1, ours, reference, aim: '≤ 0.8 ×' }];
}
