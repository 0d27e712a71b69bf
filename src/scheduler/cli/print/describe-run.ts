import { formatDuration } from '../../../protocol/duration';
import type { Run } from '../../../protocol/run';
import { plainText } from './plain-text';

/** Time a run took, or has taken up to `now` (milliseconds since the epoch); empty before its start. */
export function durationOf(run: Run, now: number): string {
  if (run.duration !== null) {
    return formatDuration(run.duration);
  }
  return run.started_at === null || run.ended_at !== null ? '' : formatDuration((now - Date.parse(run.started_at)) / 1000);
}

/** How a run ended, in a line: `FAILURE after 48 s: ValueError: no data`. */
export function describeEnd(run: Run): string {
  const time = run.duration === null ? '' : ` after ${formatDuration(run.duration)}`;
  const reason = run.reason === null ? '' : `: ${plainText(run.reason)}`;
  return `${run.status}${time}${reason}`;
}
