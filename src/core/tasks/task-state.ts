import type { RunStatus } from '../../protocol/run';
import type { TaskState } from '../../protocol/task';

/**
 * The state shown for a task: RUNNING while a run of it runs, FINISHED once it has run in the present lap, else PENDING.
 * One with a schedule is FINISHED from its first run on, until it is due.
 */
export function taskState(input: {
  readonly lastStatus: RunStatus | null;
  readonly lap: number;
  readonly loopLap: number;
  readonly scheduled: boolean;
}): TaskState {
  if (input.lastStatus === 'RUNNING') {
    return 'RUNNING';
  }
  const hasRun = input.lastStatus !== null && input.lastStatus !== 'QUEUED';
  return hasRun && (input.scheduled || input.lap >= input.loopLap) ? 'FINISHED' : 'PENDING';
}
