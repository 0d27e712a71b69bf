import { useEffect, useRef, type RefObject } from 'react';
import type { IPlotly, IPlotlyElement } from 'plotly.js';
import { parseRunId, type RunId } from '../../protocol/identity';
import type { Run } from '../../protocol/run';
import type { TimeFrame } from '../words/time-text';
import { chartFigure } from './chart-figure';
import { readChartTheme } from './chart-theme';
import { useThemeVersion } from './use-theme-version';

export type DrawnChart = {
  readonly runs: readonly Run[];
  readonly selected: RunId | null;
  readonly subject: string;
  readonly frame: TimeFrame;
  readonly width: number | null;
  readonly onSelect: (run: RunId) => void;
};

/** Nothing of a chart leaves the page but by a person's own export. */
const UNWANTED_BUTTONS = ['sendChartToCloud', 'select2d', 'lasso2d', 'autoScale2d'];
const CONFIG = { displaylogo: false, responsive: false, modeBarButtonsToRemove: UNWANTED_BUTTONS };

/** Keeps the chart in `root` as `chart` says, from the moment Plotly is there until the element goes. */
export function useDrawnChart(plotly: IPlotly | null, root: RefObject<HTMLElement>, chart: DrawnChart): void {
  const { runs, selected, subject, frame, width } = chart;
  const { timeZone } = frame;
  // Only the point of a running one moves with the time.
  const now = runs.some(run => run.status === 'RUNNING') ? frame.now : 0;
  const theme = useThemeVersion();
  const latest = useRef(chart);
  const listening = useRef(false);

  useEffect(() => {
    latest.current = chart;
  });

  useEffect(() => {
    const element = root.current;
    if (plotly === null || element === null) {
      return;
    }
    const input = { runs, selected, subject, theme: readChartTheme(element), frame: { now, timeZone } };
    const { data, layout } = chartFigure(input);
    void plotly.react(element, data, layout, CONFIG).then(drawn => {
      if (!listening.current) {
        listening.current = true;
        listen(drawn, run => latest.current.onSelect(run));
      }
    });
  }, [plotly, root, runs, selected, subject, theme, now, timeZone]);

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

function listen(drawn: IPlotlyElement, onSelect: (run: RunId) => void): void {
  drawn.on('plotly_click', ({ points }) => {
    const run = parseRunId(String(points[0]?.customdata));
    if (run !== null) {
      onSelect(run);
    }
  });
}
