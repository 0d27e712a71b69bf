import type { SchedulerStatus } from '../../client/tasks-information-state';

/** The status in an answer of `GET peach/scheduler`; null where it is none. */
export function parseSchedulerStatus(value: unknown): SchedulerStatus | null {
  if (typeof value !== 'object' || value === null || !('state' in value)) {
    return null;
  }
  const { state } = value;
  const reason = 'reason' in value && typeof value.reason === 'string' ? value.reason : null;
  return state === 'running' || state === 'starting' || state === 'stopped' ? { state, reason } : null;
}
