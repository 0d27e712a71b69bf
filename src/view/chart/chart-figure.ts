import type { RunId } from '../../protocol/identity';
import type { Run } from '../../protocol/run';
import type { TimeFrame } from '../words/time-text';
import { chartStatistics, type ChartStatistics } from './chart-statistics';
import type { ChartTheme } from './chart-theme';
import { runPoints, type PointKind, type RunPoint } from './run-points';

/** A figure in Plotly’s own terms. */
export type ChartFigure = { readonly data: readonly ChartTrace[]; readonly layout: Readonly<Record<string, unknown>> };

type ChartTrace = {
  readonly type: 'scatter';
  readonly mode: 'markers';
  readonly name: string;
  readonly x: readonly string[];
  readonly y: readonly number[];
  readonly text: readonly string[];
  readonly customdata: readonly RunId[];
  readonly marker: Readonly<Record<string, unknown>>;
  readonly hovertemplate: string;
};

export type ChartInput = {
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly selected: RunId | null;
  readonly theme: ChartTheme;
  readonly frame: TimeFrame;
  /** What zoom belongs to: it is kept while this stays the same. */
  readonly subject: string;
};

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Times of day alone, dates alone: a second line under the axis would have no room. */
const TICK_FORMATS = [
  { dtickrange: [null, MINUTE], value: '%H:%M:%S' },
  { dtickrange: [MINUTE, DAY], value: '%H:%M' },
  { dtickrange: [DAY, null], value: '%-d %b' }
];
const KINDS: readonly PointKind[] = ['success', 'failure', 'killed', 'running'];

/** One point a run, what is usual, and a ring round the chosen run. */
export function chartFigure(input: ChartInput): ChartFigure {
  const { theme } = input;
  const points = runPoints(input.runs, input.frame);
  const chosen = points.filter(point => point.run === input.selected);
  return {
    data: [
      ...KINDS.map(kind =>
        trace(
          kind,
          points.filter(point => point.kind === kind),
          markerOf(kind, theme)
        )
      ),
      trace('selected', chosen, { symbol: 'circle-open', size: 15, color: theme.text, line: { width: 1.5, color: theme.text } })
    ],
    layout: layoutOf(input, chartStatistics(input.runs))
  };
}

function trace(name: string, points: readonly RunPoint[], marker: ChartTrace['marker']): ChartTrace {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: points.map(point => point.x),
    y: points.map(point => point.y),
    text: points.map(point => point.hover),
    customdata: points.map(point => point.run),
    marker,
    hovertemplate: '%{text}<extra></extra>'
  };
}

function markerOf(kind: PointKind, theme: ChartTheme): ChartTrace['marker'] {
  switch (kind) {
    case 'success':
      return { symbol: 'circle', size: 7, color: theme.success };
    case 'failure':
      return { symbol: 'x-thin', size: 8, line: { width: 2, color: theme.failure } };
    case 'killed':
      return { symbol: 'x-thin', size: 8, line: { width: 2, color: theme.killed } };
    case 'running':
      return { symbol: 'circle-open', size: 8, color: theme.success, line: { width: 2, color: theme.success } };
  }
}

function layoutOf({ theme, subject }: ChartInput, statistics: ChartStatistics | null): ChartFigure['layout'] {
  const axis = { gridcolor: theme.grid, linecolor: theme.grid, zeroline: false, automargin: false, tickfont: { size: 11 } };
  return {
    uirevision: subject,
    autosize: true,
    showlegend: false,
    hovermode: 'closest',
    margin: { l: 40, r: 12, t: 8, b: 24 },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: theme.font, size: 11, color: theme.text },
    hoverlabel: {
      bgcolor: theme.tip,
      bordercolor: theme.tipBorder,
      font: { family: theme.font, size: 11, color: theme.text },
      align: 'left'
    },
    modebar: { bgcolor: theme.ground, color: theme.killed, activecolor: theme.success },
    xaxis: { ...axis, type: 'date', nticks: 6, tickformatstops: TICK_FORMATS },
    yaxis: { ...axis, rangemode: 'tozero', nticks: 5 },
    shapes: statistics === null ? [] : usualShapes(statistics, theme)
  };
}

function usualShapes({ median, p90 }: ChartStatistics, theme: ChartTheme): readonly object[] {
  const across = { xref: 'paper', x0: 0, x1: 1, yref: 'y', layer: 'below' };
  return [
    { ...across, type: 'rect', y0: median, y1: p90, fillcolor: theme.success, opacity: 0.13, line: { width: 0 } },
    { ...across, type: 'line', y0: p90, y1: p90, line: { color: theme.success, width: 1, dash: 'dot' } },
    { ...across, type: 'line', y0: median, y1: median, line: { color: theme.success, width: 1.5, dash: 'dash' } }
  ];
}
