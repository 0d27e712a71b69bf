import { useState } from 'react';
import type { RunSummary } from '../../protocol/run-history';

/**
 * `runs`, the same array for as long as the chart of them is the same: most of what changes in a run is not in it. While
 * `held`, what was charted stays: runs that come a page at a time are drawn once, not with each page.
 */
export function useChartedRuns(runs: readonly RunSummary[], held: boolean): readonly RunSummary[] {
  const [charted, setCharted] = useState(runs);
  if (held || sameChart(charted, runs)) {
    return charted;
  }
  setCharted(runs);
  return runs;
}

function sameChart(one: readonly RunSummary[], other: readonly RunSummary[]): boolean {
  return one === other || (one.length === other.length && one.every((run, place) => samePoint(run, other[place])));
}

function samePoint(one: RunSummary, other: RunSummary | undefined): boolean {
  return (
    one === other ||
    (one.id === other?.id &&
      one.status === other.status &&
      one.started_at === other.started_at &&
      one.duration === other.duration &&
      one.reason === other.reason &&
      one.version === other.version)
  );
}
