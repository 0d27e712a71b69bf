import type { IPlotlyElement, PlotlyRelayout } from 'plotly.js';
import { parseRunId, type RunId } from '../../protocol/identity';
import { parseWallClock, spanBetween, type TimeSpan } from '../executions/time-span';
import type { ChartTool } from './chart-figure';

/** What a person does in the chart. */
export type ChartEvents = {
  readonly onSelect: (run: RunId) => void;
  /** A span was drawn. */
  readonly onSpan: (span: TimeSpan) => void;
  /** The time in view; null: all. */
  readonly onWindow: (window: TimeSpan | null) => void;
  /** Another tool was taken from Plotly’s own buttons. */
  readonly onTool: (tool: Exclude<ChartTool, 'select'>) => void;
};

/** Tells `events` what happens in `drawn`; `timeZone` is that of its axis. Both are asked for at each event. */
export function listenToChart(drawn: IPlotlyElement, latest: () => ChartEvents & { readonly timeZone: string }): void {
  drawn.on('plotly_click', ({ points }) => {
    const run = parseRunId(String(points[0]?.customdata));
    if (run !== null) {
      latest().onSelect(run);
    }
  });
  drawn.on('plotly_selected', selection => {
    const { onSpan, timeZone } = latest();
    const span = spanOf(selection?.range?.x, timeZone);
    if (span !== null) {
      onSpan(span);
    }
  });
  drawn.on('plotly_relayout', changes => {
    const { onWindow, onTool, timeZone } = latest();
    const window = windowAfter(changes, timeZone);
    if (window !== undefined) {
      onWindow(window);
    }
    if (changes.dragmode === 'zoom' || changes.dragmode === 'pan') {
      onTool(changes.dragmode);
    }
  });
}

/** The time in view after `changes`; null: all; undefined: as before. */
function windowAfter(changes: PlotlyRelayout, timeZone: string): TimeSpan | null | undefined {
  if (changes['xaxis.autorange'] === true) {
    return null;
  }
  const whole = changes['xaxis.range'];
  const ends = Array.isArray(whole) ? (whole as unknown[]) : [changes['xaxis.range[0]'], changes['xaxis.range[1]']];
  return spanOf(ends, timeZone) ?? undefined;
}

function spanOf(ends: readonly unknown[] | undefined, timeZone: string): TimeSpan | null {
  const [from, to] = (ends ?? []).map(end => parseWallClock(String(end), timeZone));
  return from == null || to == null ? null : spanBetween(from, to);
}
