import { formatDuration } from '../../protocol/duration';
import type { RunSummary } from '../../protocol/run-history';
import { isFailure } from '../../protocol/run';
import { countText } from '../words/count-text';
import { chartStatistics } from './chart-statistics';

/** The chart for those who can’t see it; the table of executions has every number. */
export function chartWords(runs: readonly RunSummary[]): string {
  const statistics = chartStatistics(runs);
  const failures = runs.filter(run => isFailure(run.status)).length;
  const usual = statistics === null ? '' : `, median ${formatDuration(statistics.median)}, p90 ${formatDuration(statistics.p90)}`;
  return `Duration of each execution: ${countText(runs.length, 'execution')}, ${countText(failures, 'failure')}${usual}`;
}
