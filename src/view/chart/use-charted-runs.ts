import { useState } from 'react';
import type { Run } from '../../protocol/run';

/** `runs`, the same array for as long as the chart of them is the same: most of what changes in a run is not in it. */
export function useChartedRuns(runs: readonly Run[]): readonly Run[] {
  const [charted, setCharted] = useState(runs);
  if (sameChart(charted, runs)) {
    return charted;
  }
  setCharted(runs);
  return runs;
}

function sameChart(one: readonly Run[], other: readonly Run[]): boolean {
  return one === other || (one.length === other.length && one.every((run, place) => samePoint(run, other[place])));
}

function samePoint(one: Run, other: Run | undefined): boolean {
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
