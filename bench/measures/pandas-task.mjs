// A task whose library takes long to import, which its warm parent has done.
import { join } from 'node:path';
import { interpreterOf, idleConfiguration, TASK } from '../support/bench-task.mjs';
import { createRepository, notebookOf } from '../support/repository.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { timeRunsNow } from '../support/time-runs-now.mjs';

export const pandasTaskMeasure = { letter: 'p', words: 'run now → finished, a task that imports pandas, warm', take };

const SOURCE = 'import pandas as pd\ndef task():\n    print(pd.Series([1, 2]).sum())\n';

async function take(session, repetitions) {
  const repository = createRepository(join(session.folder, 'repository'), {
    'task.ipynb': notebookOf(SOURCE),
    'peach.yaml': 'codops: bench\ndependencies: [pandas]\ntasks:\n  task: {notebook: task.ipynb, method: task, executor: python}\n'
  });
  const scheduler = await startScheduler(session, idleConfiguration(repository));
  const task = await scheduler.restingTask(TASK);
  const python = interpreterOf(scheduler, task);
  // The first runs fill the disk's cache, and give the warm parent the time to import.
  await timeRunsNow(scheduler, [task], { python, code: 'import pandas', repetitions: 3 });
  const { ours, bare } = await timeRunsNow(scheduler, [task], { python, code: 'import pandas', repetitions });
  const reference = { words: 'python -c "import pandas" of its environment', values: bare };
  return [{ measure: pandasTaskMeasure.words, unit: 'ms', digits: 1, ours, reference, aim: '≤ 0.05 ×' }];
}
