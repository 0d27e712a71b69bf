import type { Run } from '../../protocol/run';
import type { Task } from '../../protocol/task';

/** The last execution of a Spark task, where it failed before any code of it ran and before it had an environment: Spark itself is missing. */
export function runWithoutSpark(task: Task): Run | null {
  const run = task.last_run;
  const neverStarted = run?.status === 'FAILURE' && run.started_at === null && run.environment === null && run.external === null;
  return neverStarted && run.executor === 'spark' ? run : null;
}
