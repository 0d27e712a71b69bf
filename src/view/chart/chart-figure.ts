import type { RunId } from '../../protocol/identity';
import { wallClockStamp } from '../words/time-text';
import type { TimeSpan } from '../executions/time-span';
import type { ChartPoint, PointKind } from './chart-points';
import type { ChartStatistics } from './chart-statistics';
import type { ChartTheme } from './chart-theme';
import { hoverText } from './hover-text';

type ChartTrace = {
  readonly type: 'scatter';
  readonly mode: 'markers';
  readonly name: string;
  /** Wall clock. */
  readonly x: readonly string[];
  /** Seconds. */
  readonly y: readonly number[];
  readonly text: readonly string[];
  readonly customdata: readonly RunId[];
  readonly marker: Readonly<Record<string, unknown>>;
  readonly hovertemplate: string;
  readonly selectedpoints: null;
};

/** What dragging does. */
export type ChartTool = 'zoom' | 'pan' | 'select';

export type LayoutInput = {
  /** What the table is filtered by. */
  readonly span: TimeSpan | null;
  readonly statistics: ChartStatistics | null;
  readonly tool: ChartTool;
  /** Pixels. */
  readonly width: number;
  readonly theme: ChartTheme;
  readonly timeZone: string;
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
/** Pixels that the text of a time has at least. */
const TICK = 72;
const MOST_TICKS = 6;
/** Pixels from the middle of the chosen point to the ring round it. */
const RING = 7;

/** The points in Plotly’s terms, a trace for each kind. */
export function chartTraces(points: readonly ChartPoint[], theme: ChartTheme, timeZone: string): readonly ChartTrace[] {
  return KINDS.map(kind => {
    const own = points.filter(point => point.kind === kind);
    return traceOf(kind, own, { marker: markerOf(kind, theme), timeZone });
  });
}

/** The ring round the chosen run. No shape: Plotly can’t select over one whose size is in pixels. */
export function ringTrace(selected: ChartPoint, theme: ChartTheme, timeZone: string): ChartTrace {
  const marker = { symbol: 'circle-open', size: 2 * RING, color: theme.text, line: { width: 1.5, color: theme.text } };
  return traceOf('selected', [selected], { marker, timeZone });
}

function traceOf(
  name: string,
  points: readonly ChartPoint[],
  { marker, timeZone }: Pick<ChartTrace, 'marker'> & { readonly timeZone: string }
): ChartTrace {
  return {
    type: 'scatter',
    mode: 'markers',
    name,
    x: points.map(point => wallClockStamp(point.start, timeZone)),
    y: points.map(point => point.seconds),
    text: points.map(point => hoverText(point, timeZone)),
    customdata: points.map(point => point.run.id),
    marker,
    hovertemplate: '%{text}<extra></extra>',
    selectedpoints: null
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

/** Axes, what is usual, what is chosen: all that can change without the points being drawn again. */
export function chartLayout(input: LayoutInput): Readonly<Record<string, unknown>> {
  const { theme, subject, tool } = input;
  const axis = { gridcolor: theme.grid, linecolor: theme.grid, zeroline: false, automargin: false, tickfont: { size: 11 } };
  return {
    uirevision: subject,
    autosize: true,
    showlegend: false,
    hovermode: 'closest',
    dragmode: tool,
    selectdirection: 'h',
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
    xaxis: {
      ...axis,
      type: 'date',
      nticks: Math.min(MOST_TICKS, Math.max(2, Math.floor(input.width / TICK))),
      tickangle: 0,
      tickformatstops: TICK_FORMATS
    },
    yaxis: { ...axis, rangemode: 'tozero', nticks: 5 },
    shapes: [...spanShapes(input), ...usualShapes(input)]
  };
}

function spanShapes({ span, theme, timeZone }: LayoutInput): readonly object[] {
  return span === null
    ? []
    : [
        {
          type: 'rect',
          x0: wallClockStamp(span.from, timeZone),
          x1: wallClockStamp(span.to, timeZone),
          yref: 'paper',
          y0: 0,
          y1: 1,
          layer: 'below',
          fillcolor: theme.killed,
          opacity: 0.16,
          line: { width: 0 }
        }
      ];
}

function usualShapes({ statistics, theme }: LayoutInput): readonly object[] {
  if (statistics === null) {
    return [];
  }
  const { median, p90 } = statistics;
  const across = { xref: 'paper', x0: 0, x1: 1, yref: 'y', layer: 'below' };
  return [
    { ...across, type: 'rect', y0: median, y1: p90, fillcolor: theme.success, opacity: 0.13, line: { width: 0 } },
    { ...across, type: 'line', y0: p90, y1: p90, line: { color: theme.success, width: 1, dash: 'dot' } },
    { ...across, type: 'line', y0: median, y1: median, line: { color: theme.success, width: 1.5, dash: 'dash' } }
  ];
}
