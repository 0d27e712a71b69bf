import { formatDuration } from '../../protocol/duration';
import type { Run } from '../../protocol/run';
import { parseTime, type TimeFrame } from '../words/time-text';

/** When an execution began: its start, or since when it has waited. Milliseconds since the epoch. */
export function executionStart(run: Run): number {
  return parseTime(run.started_at ?? run.queued_at) ?? 0;
}

/** How long an execution took, or has taken so far; null where it never began. */
export function timeTaken(run: Run, frame: TimeFrame): string | null {
  const start = parseTime(run.started_at);
  if (run.duration !== null) {
    return formatDuration(run.duration);
  }
  return start === null || run.status !== 'RUNNING' ? null : formatDuration(Math.max(0, (frame.now - start) / 1000));
}

/** Who made the version and what they wrote, for a tooltip. */
export function commitText(run: Run): string {
  return `${run.commit.subject}, ${run.commit.author}`;
}
