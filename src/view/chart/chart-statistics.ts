import type { RunSummary } from '../../protocol/run-history';

/** What is usual for a task, of its successes. Seconds. */
export type ChartStatistics = { readonly median: number; readonly p90: number };

/** Median and 90th percentile of the successful runs; null where there are fewer than two. */
export function chartStatistics(runs: readonly RunSummary[]): ChartStatistics | null {
  const durations = runs
    .flatMap(run => (run.status === 'SUCCESS' && run.duration !== null ? [run.duration] : []))
    .toSorted((one, other) => one - other);
  return durations.length < 2 ? null : { median: quantile(durations, 0.5), p90: quantile(durations, 0.9) };
}

/** Between two values, the straight line between them. `sorted` is not empty. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
