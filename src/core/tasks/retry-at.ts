import { parseDuration } from '../../protocol/duration';
import { isFailure, type RunStatus } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';

/** When a run that ended so at `endedAt` is tried again, in milliseconds since the epoch; null: it is not. `attempt` counts from 1. */
export function retryAt(run: {
  readonly status: RunStatus;
  readonly attempt: number;
  readonly endedAt: number;
  readonly retries: TaskDefinition['retries'];
}): number | null {
  const { status, attempt, endedAt, retries } = run;
  if (retries === undefined || attempt > retries.limit || !isFailure(status)) {
    return null;
  }
  return endedAt + (retries.delay === undefined ? 0 : (parseDuration(retries.delay) ?? 0) * 1000);
}
