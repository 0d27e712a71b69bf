import { useRef } from 'react';
import type { IPlotly } from 'plotly.js';
import { useWidth } from '../controls/use-width';
import type { RunId } from '../../protocol/identity';
import type { Run } from '../../protocol/run';
import type { TimeFrame } from '../words/time-text';
import { ChartLegend } from './ChartLegend';
import { chartWords } from './chart-words';
import { loadPlotly } from './load-plotly';
import { useChartedRuns } from './use-charted-runs';
import { usePlotly } from './use-plotly';
import { useDrawnChart } from './use-drawn-chart';

export type DurationChartProps = {
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly selected: RunId | null;
  /** The task: zoom is kept while it stays the same. */
  readonly subject: string;
  readonly frame: TimeFrame;
  readonly compact: boolean;
  readonly onSelect: (run: RunId) => void;
  readonly load?: () => Promise<IPlotly>;
};

/** One point a run. Zoom and export are Plotly’s own; a click on a point chooses its run. */
export function DurationChart(props: DurationChartProps) {
  return props.runs.some(run => run.started_at !== null) ? (
    <DrawnChart {...props} />
  ) : (
    <div className="jp-peach-Chart">
      <div className="jp-peach-ChartRemark">No execution has begun, so there is no duration to show.</div>
    </div>
  );
}

function DrawnChart({ runs, selected, subject, frame, compact, onSelect, load = loadPlotly }: DurationChartProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  const state = usePlotly(load);
  const charted = useChartedRuns(runs);
  const plotly = state.kind === 'ready' && width !== null ? state.plotly : null;
  useDrawnChart(plotly, root, { runs: charted, selected, subject, frame, width, onSelect });
  return (
    <div className="jp-peach-Chart">
      {!compact && <ChartLegend runs={charted} />}
      {state.kind === 'failed' && (
        <div className="jp-peach-ChartRemark">The chart could not be loaded. The table has the same numbers.</div>
      )}
      <div
        ref={root}
        className="jp-peach-ChartPlot"
        {...(state.kind === 'failed' ? {} : { role: 'img', 'aria-label': chartWords(charted) })}
      />
    </div>
  );
}
