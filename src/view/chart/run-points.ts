import { formatDuration } from '../../protocol/duration';
import type { RunId } from '../../protocol/identity';
import type { Run, RunStatus } from '../../protocol/run';
import { STATUS_WORDS } from '../words/status-words';
import { dateText, parseTime, wallClockStamp, type TimeFrame } from '../words/time-text';

/** The four kinds of points: timed out and lost are failures. */
export type PointKind = 'success' | 'failure' | 'killed' | 'running';

/** One run in the chart. */
export type RunPoint = {
  readonly run: RunId;
  readonly kind: PointKind;
  /** Start on the wall clock. */
  readonly x: string;
  /** Seconds. */
  readonly y: number;
  readonly hover: string;
};

const LONGEST_REASON = 48;

/** The points of `runs` in the order of time; a run that never started has none. */
export function runPoints(runs: readonly Run[], frame: TimeFrame): readonly RunPoint[] {
  return runs.toReversed().flatMap(run => {
    const kind = pointKind(run.status);
    const start = parseTime(run.started_at);
    if (kind === null || start === null) {
      return [];
    }
    const seconds = run.duration ?? Math.max(0, (frame.now - start) / 1000);
    return [{ run: run.id, kind, x: wallClockStamp(start, frame.timeZone), y: seconds, hover: hoverText(run, start, seconds, frame) }];
  });
}

function pointKind(status: RunStatus): PointKind | null {
  switch (status) {
    case 'SUCCESS':
      return 'success';
    case 'FAILURE':
    case 'TIMED_OUT':
    case 'LOST':
      return 'failure';
    case 'KILLED':
      return 'killed';
    case 'RUNNING':
      return 'running';
    case 'QUEUED':
      return null;
  }
}

function hoverText(run: Run, start: number, seconds: number, frame: TimeFrame): string {
  const reason = run.reason === null ? [] : [shorten(run.reason)];
  const outcome = [STATUS_WORDS[run.status], formatDuration(seconds), ...reason].join(' · ');
  return `${escapeMarkup(`${run.version} · ${dateText(start, frame.timeZone)}`)}<br>${escapeMarkup(outcome)}`;
}

function shorten(text: string): string {
  return text.length > LONGEST_REASON ? `${text.slice(0, LONGEST_REASON)}…` : text;
}

/** Plotly reads a few tags in its texts; a reason has none. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
