import type { ProcessName } from './process-identity';
import { readStat } from './process-stat';

/** Lets a process go on that somebody stopped (SIGSTOP). True where it was stopped. */
export function continueStopped({ pid, start_time }: ProcessName): boolean {
  const stat = readStat(pid);
  if (stat?.startTime !== start_time || stat.state.toUpperCase() !== 'T') {
    return false;
  }
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It ended meanwhile.
  }
  return true;
}
