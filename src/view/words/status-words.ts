import type { RunStatus } from '../../protocol/run';

/** What the last status of a task can be: that of a run, or that it never ran, or that its definition is wrong. */
export type ShownStatus = RunStatus | 'NEVER' | 'INVALID';

/** The word that people read for a status. */
export const STATUS_WORDS: Readonly<Record<ShownStatus, string>> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  SUCCESS: 'Success',
  FAILURE: 'Failure',
  TIMED_OUT: 'Timed out',
  KILLED: 'Killed',
  LOST: 'Lost',
  NEVER: 'Never run',
  INVALID: 'Invalid'
};
