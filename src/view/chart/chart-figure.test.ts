import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunId, sampleRunningRun, sampleTaskId } from '../../client/test-support/samples';
import { chartLayout, chartTraces } from './chart-figure';
import { chartPoints } from './chart-points';
import { chartStatistics } from './chart-statistics';
import type { ChartTheme } from './chart-theme';
import { chartWords } from './chart-words';

const theme: ChartTheme = {
  success: 'blue',
  failure: 'red',
  killed: 'grey',
  text: 'black',
  grid: 'silver',
  ground: 'white',
  tip: 'beige',
  tipBorder: 'tan',
  font: 'sans'
};
const runs = [
  sampleRunningRun(9),
  sampleRun(8, { status: 'QUEUED', started_at: null, duration: null }),
  sampleRun(7, { status: 'KILLED', duration: 31 }),
  sampleRun(6, { status: 'LOST', duration: 5 }),
  sampleRun(5, { status: 'TIMED_OUT', duration: 600 }),
  sampleRun(4, { status: 'FAILURE', duration: 14, reason: 'a <b>bold</b> & long reason that goes on and on and on and on' }),
  sampleRun(3, { duration: 100 }),
  sampleRun(2, { duration: 80 })
];
const points = chartPoints(runs, SAMPLE_NOW);
const traces = chartTraces(points, theme, 'Europe/Berlin');
const layout = chartLayout({
  span: { from: SAMPLE_NOW - 60_000, to: SAMPLE_NOW },
  statistics: chartStatistics(runs),
  tool: 'zoom',
  width: 600,
  theme,
  timeZone: 'Europe/Berlin',
  subject: sampleTaskId(1)
});
const trace = (name: string) => traces.find(candidate => candidate.name === name);

describe('the chart', () => {
  it('has blue dots for success, red crosses for failure, timed out and lost, grey ones for killed, hollow ones for running', () => {
    expect(trace('success')).toMatchObject({ marker: { symbol: 'circle', color: 'blue' }, y: [80, 100] });
    expect(trace('failure')).toMatchObject({ marker: { symbol: 'x-thin', line: { color: 'red' } }, y: [14, 600, 5] });
    expect(trace('killed')).toMatchObject({ marker: { symbol: 'x-thin', line: { color: 'grey' } }, y: [31] });
    expect(trace('running')).toMatchObject({ marker: { symbol: 'circle-open', color: 'blue' }, y: [72] });
  });

  it('knows the run of each point', () => {
    expect(trace('killed')?.customdata).toEqual([sampleRunId(7)]);
  });

  it('has the wall clock of the zone below', () => {
    expect(trace('running')?.x).toEqual(['2026-11-20T15:03:54.000']);
  });

  it('tells version, start, who made the version, status and reason, in which markup is text', () => {
    expect(trace('failure')?.text[0]).toBe(
      '4f1c2ab · 20 Nov 14:57:52<br>Use cached embeddings, Ann Author<br>' +
        'Failure · 14 s · a &lt;b&gt;bold&lt;/b&gt; &amp; long reason that goes on and on …'
    );
  });

  it('shades the chosen span, has a dashed median and a band to the 90th percentile', () => {
    expect(layout.shapes).toMatchObject([
      { type: 'rect', x0: '2026-11-20T15:04:06.000', x1: '2026-11-20T15:05:06.000', yref: 'paper' },
      { type: 'rect', y0: 90, y1: 98 },
      { type: 'line', y0: 98 },
      { type: 'line', y0: 90, line: { dash: 'dash' } }
    ]);
  });

  it('keeps its zoom for the same task', () => {
    expect(layout.uirevision).toBe(sampleTaskId(1));
  });
});

describe('what is usual', () => {
  it('is not known of a single success', () => {
    expect(chartStatistics([sampleRun(1), sampleRun(2, { status: 'FAILURE' })])).toBeNull();
  });

  it('is said in words too', () => {
    expect(chartWords(runs)).toBe('Duration of each execution: 8 executions, 3 failures, median 1 min 30 s, p90 1 min 38 s');
  });
});
