import { formatDuration } from '../../protocol/duration';
import type { RunSummary } from '../../protocol/run-history';
import { parseTime, timeText, type TimeFrame } from '../words/time-text';

/** When an execution began: its start, or since when it has waited. Milliseconds since the epoch. */
export function executionStart(run: RunSummary): number {
  return parseTime(run.started_at ?? run.queued_at) ?? 0;
}

/** {@link executionStart} in words where there is little room: with a date, no seconds. */
export function shortStart(run: RunSummary, frame: TimeFrame): string {
  const text = timeText(executionStart(run), frame);
  return text.includes(' ') ? text.slice(0, -3) : text;
}

/** How long an execution took, or has taken so far; null where it never began. */
export function timeTaken(run: RunSummary, frame: TimeFrame): string | null {
  const start = parseTime(run.started_at);
  if (run.duration !== null) {
    return formatDuration(run.duration);
  }
  return start === null || run.status !== 'RUNNING' ? null : formatDuration(Math.max(0, (frame.now - start) / 1000));
}

/** Who made the version and what they wrote, for a tooltip. */
export function commitText(run: RunSummary): string {
  return `${run.commit.subject}, ${run.commit.author}`;
}
