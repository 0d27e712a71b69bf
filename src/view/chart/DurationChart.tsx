import { useMemo, useRef, useState } from 'react';
import type { IPlotly } from 'plotly.js';
import { useWidth } from '../controls/use-width';
import type { TimeSpan } from '../executions/time-span';
import type { RunId } from '../../protocol/identity';
import type { RunSummary } from '../../protocol/run-history';
import type { TimeFrame } from '../words/time-text';
import type { ChartTool } from './chart-figure';
import { ChartLegend } from './ChartLegend';
import { chartWords } from './chart-words';
import { loadPlotly } from './load-plotly';
import { useChartPoints } from './use-chart-points';
import { useChartedRuns } from './use-charted-runs';
import { usePlotly } from './use-plotly';
import { useDrawnChart } from './use-drawn-chart';

export type DurationChartProps = {
  /** Newest first. */
  readonly runs: readonly RunSummary[];
  /** Whether older runs are still on their way. */
  readonly loading: boolean;
  readonly selected: RunId | null;
  /** What the table is filtered by. */
  readonly span: TimeSpan | null;
  /** Whether dragging draws a span. */
  readonly selecting: boolean;
  /** The task: zoom is kept while it stays the same. */
  readonly subject: string;
  readonly frame: TimeFrame;
  readonly compact: boolean;
  readonly onSelect: (run: RunId) => void;
  readonly onSpan: (span: TimeSpan) => void;
  readonly onSelecting: (selecting: boolean) => void;
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

function DrawnChart({ runs, loading, frame, compact, selecting, onSelecting, load = loadPlotly, ...rest }: DurationChartProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  const [tool, setTool] = useState<Exclude<ChartTool, 'select'>>('zoom');
  const [window, setWindow] = useState<TimeSpan | null>(null);
  const state = usePlotly(load);
  const charted = useChartedRuns(runs, loading);
  const { points, statistics } = useChartPoints(charted, window, frame.now);
  const plotly = state.kind === 'ready' && width !== null ? state.plotly : null;
  const words = useMemo(() => chartWords(charted), [charted]);
  useDrawnChart(plotly, root, {
    ...rest,
    points,
    statistics,
    width,
    timeZone: frame.timeZone,
    tool: selecting ? 'select' : tool,
    onWindow: setWindow,
    onTool: taken => {
      setTool(taken);
      onSelecting(false);
    }
  });
  return (
    <div className="jp-peach-Chart">
      {!compact && <ChartLegend statistics={statistics} />}
      {state.kind === 'failed' && (
        <div className="jp-peach-ChartRemark">The chart could not be loaded. The table has the same numbers.</div>
      )}
      <div ref={root} className="jp-peach-ChartPlot" {...(state.kind === 'failed' ? {} : { role: 'figure', 'aria-label': words })} />
    </div>
  );
}
