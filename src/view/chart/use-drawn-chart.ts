import { useEffect, useRef, type RefObject } from 'react';
import type { IPlotly } from 'plotly.js';
import type { RunId } from '../../protocol/identity';
import type { TimeSpan } from '../executions/time-span';
import { listenToChart, type ChartEvents } from './chart-events';
import { chartLayout, chartTraces, ringTrace, type ChartTool } from './chart-figure';
import type { ChartPoint } from './chart-points';
import type { ChartStatistics } from './chart-statistics';
import { readChartTheme } from './chart-theme';
import { useThemeVersion } from './use-theme-version';

export type DrawnChart = ChartEvents & {
  /** All that are drawn, in the order of time. */
  readonly points: readonly ChartPoint[];
  readonly statistics: ChartStatistics | null;
  readonly selected: RunId | null;
  readonly span: TimeSpan | null;
  readonly tool: ChartTool;
  readonly subject: string;
  readonly timeZone: string;
  readonly width: number | null;
};

/** Nothing of a chart leaves the page but by a person's own export; selecting has a button of ours. */
const UNWANTED_BUTTONS = ['sendChartToCloud', 'select2d', 'lasso2d', 'autoScale2d'];
const CONFIG = { displaylogo: false, responsive: false, modeBarButtonsToRemove: UNWANTED_BUTTONS };

/** Keeps the chart in `root` as `chart` says, from the moment Plotly is there until the element goes. */
export function useDrawnChart(plotly: IPlotly | null, root: RefObject<HTMLElement>, chart: DrawnChart): void {
  const { points, statistics, span, tool, subject, timeZone, width } = chart;
  const themeVersion = useThemeVersion();
  const tracesOf = useRef(createTraces());
  const latest = useRef(chart);
  const listening = useRef(false);
  const selected = points.find(point => point.run.id === chart.selected) ?? null;

  useEffect(() => {
    latest.current = chart;
  });

  useEffect(() => {
    const element = root.current;
    if (plotly === null || element === null || width === null) {
      return;
    }
    const theme = readChartTheme(element);
    const layout = chartLayout({ span, statistics, tool, theme, timeZone, subject, width });
    // What Plotly itself marks as selected goes: the span is drawn by the layout.
    const unselected = { ...layout, selectionrevision: `${span?.from} ${span?.to}`, selections: [] };
    const ring = selected !== null ? [ringTrace(selected, theme, timeZone)] : [];
    // It writes into what it is given: the points themselves stay the same, which it knows to draw only once.
    const drawing = plotly.react(
      element,
      [...tracesOf.current(points, theme, timeZone), ...ring].map(trace => ({ ...trace })),
      unselected,
      CONFIG
    );
    void drawing.then(drawn => {
      if (!listening.current) {
        listening.current = true;
        listenToChart(drawn, () => latest.current);
      }
    });
  }, [plotly, root, points, selected, span, statistics, tool, themeVersion, timeZone, subject, width]);

  useEffect(() => {
    if (plotly !== null && root.current !== null && listening.current) {
      plotly.Plots.resize(root.current);
    }
  }, [plotly, root, width]);

  useEffect(() => {
    const element = root.current;
    return () => {
      listening.current = false;
      if (plotly !== null && element !== null) {
        plotly.purge(element);
      }
    };
  }, [plotly, root]);
}

/** {@link chartTraces}, the same traces for as long as nothing that is in them changes. */
function createTraces(): typeof chartTraces {
  let last: { readonly points: readonly ChartPoint[]; readonly look: string; readonly traces: ReturnType<typeof chartTraces> } | null =
    null;
  return (points, theme, timeZone) => {
    const look = JSON.stringify([theme, timeZone]);
    if (last?.points !== points || last.look !== look) {
      last = { points, look, traces: chartTraces(points, theme, timeZone) };
    }
    return last.traces;
  };
}
