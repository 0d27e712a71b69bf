// The same where nothing is kept ready: each organisation's warm parent is let go before its next run.
import { join } from 'node:path';
import { HELLO } from '../support/bare-python.mjs';
import { HELLO_TASK, interpreterOf } from '../support/bench-task.mjs';
import { createRepository, notebookOf } from '../support/repository.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { timeRunsNow } from '../support/time-runs-now.mjs';

export const runNowColdMeasure = { letter: 'k', words: 'run now → finished, first run of an environment', take };

const ORGANISATIONS = ['cold1', 'cold2', 'cold3'];

async function take(session, repetitions) {
  const repository = createRepository(join(session.folder, 'repository'), {
    'task.ipynb': notebookOf(HELLO_TASK),
    ...Object.fromEntries(ORGANISATIONS.map(codops => [`peach.conf/${codops}.yaml`, definition(codops)]))
  });
  const scheduler = await startScheduler(session, {
    repositories: [{ url: repository.root }],
    limits: { warm_parents: 1 },
    loops: Object.fromEntries(ORGANISATIONS.map(codops => [codops, { interval: '1h' }]))
  });
  const tasks = [];
  for (const codops of ORGANISATIONS) {
    tasks.push(await scheduler.restingTask(`${codops}/task`));
  }
  const python = interpreterOf(scheduler, tasks[0]);
  const { ours, bare } = await timeRunsNow(scheduler, tasks, { python, code: HELLO, repetitions });
  const reference = { words: 'python -c "print(\'hello\')" of its environment', values: bare };
  return [{ measure: runNowColdMeasure.words, unit: 'ms', digits: 1, ours, reference, aim: '≤ 4 ×' }];
}

function definition(codops) {
  return `codops: ${codops}\ntasks:\n  task: {notebook: task.ipynb, method: task, executor: python}\n`;
}
