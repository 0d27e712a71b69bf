import type { RunStatus } from '../../protocol/run';
import type { RunSummary } from '../../protocol/run-history';
import { parseTime } from '../words/time-text';

/** The four kinds of points: timed out and lost are failures. */
export type PointKind = 'success' | 'failure' | 'killed' | 'running';

/** One run in the chart. */
export type ChartPoint = {
  readonly run: RunSummary;
  readonly kind: PointKind;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly seconds: number;
};

const KINDS: Readonly<Record<RunStatus, PointKind | null>> = {
  QUEUED: null,
  RUNNING: 'running',
  SUCCESS: 'success',
  FAILURE: 'failure',
  TIMED_OUT: 'failure',
  LOST: 'failure',
  KILLED: 'killed'
};

/** The points of `runs`, which are newest first, in the order of time; a run that never started has none. */
export function chartPoints(runs: readonly RunSummary[], now: number): readonly ChartPoint[] {
  return runs.toReversed().flatMap(run => {
    const kind = KINDS[run.status];
    const start = parseTime(run.started_at);
    return kind === null || start === null ? [] : [{ run, kind, start, seconds: run.duration ?? Math.max(0, (now - start) / 1000) }];
  });
}
