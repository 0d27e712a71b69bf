import { useMemo } from 'react';
import type { RunSummary } from '../../protocol/run-history';
import type { TimeSpan } from '../executions/time-span';
import { chartPoints, type ChartPoint } from './chart-points';
import { chartStatistics, type ChartStatistics } from './chart-statistics';
import { thinPoints } from './thin-points';

/** Points up to which the one that runs moves each second; of more, drawing them costs more than that is worth. */
const LIVELY = 300;
const SECOND = 1000;

export type ChartedPoints = {
  readonly points: readonly ChartPoint[];
  /** Of all runs, drawn or not. */
  readonly statistics: ChartStatistics | null;
};

/** The points to draw of `runs`, which are newest first, when `window` is in view. */
export function useChartPoints(runs: readonly RunSummary[], window: TimeSpan | null, now: number): ChartedPoints {
  const step = runs.length <= LIVELY ? SECOND : 5 * SECOND;
  // Only the point of a running one moves with the time.
  const moment = useMemo(() => runs.some(run => run.status === 'RUNNING'), [runs]) ? Math.floor(now / step) * step : 0;
  const points = useMemo(() => thinPoints(chartPoints(runs, moment), window), [runs, window, moment]);
  const statistics = useMemo(() => chartStatistics(runs), [runs]);
  return { points, statistics };
}
