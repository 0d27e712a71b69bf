// @vitest-environment jsdom
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import type { IPlotly, IPlotlyElement, PlotlyClick } from 'plotly.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunId, sampleRunningRun } from '../../client/test-support/samples';
import { DurationChart } from './DurationChart';

let click: ((event: PlotlyClick) => void) | null = null;

function fakePlotly() {
  return {
    react: vi.fn<IPlotly['react']>(root => {
      const drawn = root as IPlotlyElement;
      drawn.on = (_event, listener) => {
        click = listener;
      };
      return Promise.resolve(drawn);
    }),
    purge: vi.fn<IPlotly['purge']>(),
    Plots: { resize: vi.fn() }
  };
}

beforeEach(() => {
  click = null;
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

function show(plotly: IPlotly, onSelect = vi.fn()) {
  const load = () => Promise.resolve(plotly);
  const chart = (shown: typeof runs, now = SAMPLE_NOW) => (
    <DurationChart
      runs={shown}
      selected={null}
      subject="x"
      frame={{ now, timeZone: 'UTC' }}
      compact={false}
      onSelect={onSelect}
      load={load}
    />
  );
  const view = render(chart(runs));
  return { onSelect, view, change: (next: typeof runs, now?: number) => view.rerender(chart(next, now)) };
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
    await waitFor(() => expect(click).not.toBeNull());
    click?.({ points: [{ customdata: sampleRunId(1) }] });
    expect(onSelect).toHaveBeenCalledWith(sampleRunId(1));
  });

  it('is drawn again in the colours of another theme', async () => {
    const plotly = fakePlotly();
    show(plotly);
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(1));
    act(() => document.body.setAttribute('data-jp-theme-light', 'false'));
    await waitFor(() => expect(plotly.react).toHaveBeenCalledTimes(2));
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
    expect(screen.queryByRole('img')).toBeNull();
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
        onSelect={vi.fn()}
        load={() => Promise.reject(new Error('offline'))}
      />
    );
    expect(screen.getByRole('img', { name: /^Duration of each execution: 2 executions, 0 failures/ })).toBeTruthy();
    expect(await screen.findByText('The chart could not be loaded. The table has the same numbers.')).toBeTruthy();
    expect(screen.queryByRole('img')).toBeNull();
  });
});
