// One task of one organisation, in a repository of its own.
import { join } from 'node:path';
import { createRepository, notebookOf } from './repository.mjs';

export const TASK = 'bench/task';

/** A task that prints one word. */
export const HELLO_TASK = "def task():\n    print('hello')\n";

/** Commits a repository whose only task is `source`, a cell that defines `task`. */
export function createTaskRepository(folder, source) {
  return createRepository(join(folder, 'repository'), {
    'task.ipynb': notebookOf(source),
    'peach.yaml': 'codops: bench\ntasks:\n  task: {notebook: task.ipynb, method: task, executor: python}\n'
  });
}

/** A configuration whose only lap within the hour is the first: nothing but what is measured runs. */
export function idleConfiguration(repository) {
  return { repositories: [{ url: repository.root }], loops: { bench: { interval: '1h' } } };
}

/** The interpreter that the task's last ended run ran with. */
export function interpreterOf(scheduler, task) {
  return join(scheduler.stateDir, 'environments', task.last_ended_run.environment, 'bin', 'python');
}
