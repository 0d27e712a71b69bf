// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import type { IPlotly, IPlotlyElement } from 'plotly.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunId, sampleRunningRun } from '../../client/test-support/samples';
import { DurationChart, type DurationChartProps } from './DurationChart';

/** What the chart listens to, by the name of the event. */
let listeners = new Map<string, (event: unknown) => void>();

function fakePlotly() {
  return {
    react: vi.fn<IPlotly['react']>(root => {
      const drawn = root as IPlotlyElement;
      drawn.on = (name: string, listener: (event: never) => void) => {
        listeners.set(name, listener as (event: unknown) => void);
      };
      return Promise.resolve(drawn);
    }),
    purge: vi.fn<IPlotly['purge']>(),
    Plots: { resize: vi.fn() }
  };
}

beforeEach(() => {
  listeners = new Map();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      disconnect = vi.fn();
    }
  );
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue({ width: 600 } as DOMRect);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  document.body.removeAttribute('data-jp-theme-light');
});

const runs = [sampleRun(2), sampleRun(1)];

type Drawing = readonly [unknown, readonly { readonly x: readonly string[] }[], { readonly shapes: readonly object[] }];

async function happens(name: string, event: unknown): Promise<void> {
  await waitFor(() => expect(listeners.has(name)).toBe(true));
  act(() => listeners.get(name)?.(event));
}

const still = { loading: false, span: null, selecting: false, onSpan: vi.fn(), onSelecting: vi.fn() };

function show(plotly: IPlotly, onSelect = vi.fn()) {
  const load = () => Promise.resolve(plotly);
  const chart = (shown: typeof runs, now = SAMPLE_NOW, changes: Partial<DurationChartProps> = {}) => (
    <DurationChart
      runs={shown}
      selected={null}
      subject="x"
      frame={{ now, timeZone: 'UTC' }}
      compact={false}
      {...still}
      onSelect={onSelect}
      load={load}
      {...changes}
    />
  );
  const view = render(chart(runs));
  return {
    onSelect,
    view,
    change: (next: typeof runs, now?: number, changes?: Partial<DurationChartProps>) => view.rerender(chart(next, now, changes))
  };
}

describe('the duration chart', () => {
  it('is drawn once Plotly is there, and again when runs change', async () => {
    const plotly = fakePlotly();
    const { change } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    change([sampleRun(3), ...runs]);
    expect(plotly.react).toHaveBeenCalledTimes(2);
  });

  it('is not drawn again by an event or a second that changes no point', async () => {
    const plotly = fakePlotly();
    const { change } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    change([sampleRun(2, { log_bytes: 4096, peak_memory: 2048 }), sampleRun(1)]);
    change(runs, SAMPLE_NOW + 1000);
    expect(plotly.react).toHaveBeenCalledTimes(1);
  });

  it('moves the point of a running execution with the time, not with what it writes', async () => {
    const plotly = fakePlotly();
    const { change } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    change([sampleRunningRun(3)], SAMPLE_NOW);
    change([sampleRunningRun(3, { log_bytes: 10 })], SAMPLE_NOW);
    expect(plotly.react).toHaveBeenCalledTimes(2);
    change([sampleRunningRun(3, { log_bytes: 20 })], SAMPLE_NOW + 1000);
    expect(plotly.react).toHaveBeenCalledTimes(3);
  });

  it('chooses the run of the point that is clicked', async () => {
    const { onSelect } = show(fakePlotly());
    await happens('plotly_click', { points: [{ customdata: sampleRunId(1) }] });
    expect(onSelect).toHaveBeenCalledWith(sampleRunId(1));
  });

  it('is drawn again in the colours of another theme', async () => {
    const plotly = fakePlotly();
    show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    vi.spyOn(CSSStyleDeclaration.prototype, 'getPropertyValue').mockReturnValue('teal');
    act(() => document.body.setAttribute('data-jp-theme-light', 'false'));
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(2));
  });

  it('rings the chosen execution, over the same points', async () => {
    const plotly = fakePlotly();
    const { change } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    change(runs, SAMPLE_NOW, { selected: sampleRunId(1) });
    const [[, before], [, after, layout]] = plotly.react.mock.calls as unknown as [Drawing, Drawing];
    expect(before.every((trace, place) => trace.x === after[place]?.x)).toBe(true);
    expect(after.at(-1)).toMatchObject({ name: 'selected', customdata: [sampleRunId(1)] });
    // Plotly can't select over such a shape.
    expect(JSON.stringify(layout)).not.toContain('pixel');
  });

  it('waits with older executions until all of them are there', async () => {
    const plotly = fakePlotly();
    const { change } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    change([...runs, sampleRun(0)], SAMPLE_NOW, { loading: true });
    expect(plotly.react).toHaveBeenCalledTimes(1);
    change([...runs, sampleRun(0)]);
    expect(plotly.react).toHaveBeenCalledTimes(2);
  });

  it('tells the span that is drawn over it, and shades it', async () => {
    const plotly = fakePlotly();
    const onSpan = vi.fn();
    const { change } = show(plotly);
    change(runs, SAMPLE_NOW, { selecting: true, onSpan });
    await happens('plotly_selected', { range: { x: ['2026-11-20 14:00:00', '2026-11-20 13:30:00.5'] } });
    expect(onSpan).toHaveBeenCalledWith({ from: Date.parse('2026-11-20T13:30:00.500Z'), to: Date.parse('2026-11-20T14:00:00Z') });
    expect(plotly.react.mock.lastCall?.[2]).toMatchObject({ dragmode: 'select', selectdirection: 'h' });
    await happens('plotly_selected', undefined);
    expect(onSpan).toHaveBeenCalledTimes(1);

    change(runs, SAMPLE_NOW, { span: { from: SAMPLE_NOW - 1000, to: SAMPLE_NOW } });
    expect((plotly.react.mock.lastCall as unknown as Drawing)[2].shapes[0]).toMatchObject({
      x0: '2026-11-20T14:05:05.000',
      x1: '2026-11-20T14:05:06.000'
    });
  });

  it('leaves drawing a span when Plotly’s own tools are taken, and keeps them', async () => {
    const plotly = fakePlotly();
    const onSelecting = vi.fn();
    const { change } = show(plotly);
    change(runs, SAMPLE_NOW, { selecting: true, onSelecting });
    await happens('plotly_relayout', { dragmode: 'pan' });
    expect(onSelecting).toHaveBeenCalledWith(false);
    change(runs, SAMPLE_NOW, { selecting: false });
    expect(plotly.react.mock.lastCall?.[2]).toMatchObject({ dragmode: 'pan' });
  });

  it('draws more of what a person looks at closely', async () => {
    const many = Array.from({ length: 3000 }, (_, place) =>
      sampleRun(3000 - place, { started_at: new Date(SAMPLE_NOW - place * 60_000).toISOString(), duration: place % 9 })
    );
    const plotly = fakePlotly();
    const { change } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    change(many);
    const drawn = () =>
      (plotly.react.mock.lastCall as unknown as Drawing)[1]
        .flatMap(trace => trace.x)
        .filter(x => x >= '2026-11-19T14' && x <= '2026-11-19T17').length;
    const first = drawn();
    expect(first).toBeLessThan(90);
    await happens('plotly_relayout', { 'xaxis.range[0]': '2026-11-19 14:00', 'xaxis.range[1]': '2026-11-19 17:00' });
    expect(drawn()).toBe(180);
    await happens('plotly_relayout', { 'xaxis.autorange': true });
    expect(drawn()).toBe(first);
  });

  it('gives back what it took', async () => {
    const plotly = fakePlotly();
    const { view } = show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalled());
    view.unmount();
    expect(plotly.purge).toHaveBeenCalledTimes(1);
  });

  it('is words where no execution has begun, and a chart once one has', async () => {
    const plotly = fakePlotly();
    const { change } = show(plotly);
    change([sampleRun(1, { status: 'FAILURE', started_at: null, duration: null })]);
    expect(screen.getByText('No execution has begun, so there is no duration to show.')).toBeTruthy();
    expect(screen.queryByRole('figure')).toBeNull();
    change(runs);
    await waitFor(() => expect(plotly.react).toHaveBeenCalled());
  });

  it('says what it shows, and where else to look when it can’t be loaded', async () => {
    render(
      <DurationChart
        runs={runs}
        selected={null}
        subject="x"
        frame={{ now: SAMPLE_NOW, timeZone: 'UTC' }}
        compact={false}
        {...still}
        onSelect={vi.fn()}
        load={() => Promise.reject(new Error('offline'))}
      />
    );
    expect(screen.getByRole('figure', { name: /^Duration of each execution: 2 executions, 0 failures/ })).toBeTruthy();
    expect(await screen.findByText('The chart could not be loaded. The table has the same numbers.')).toBeTruthy();
    expect(screen.queryByRole('figure')).toBeNull();
  });
});
