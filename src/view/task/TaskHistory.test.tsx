// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunId, sampleTask } from '../../client/test-support/samples';
import type { RunStatus } from '../../protocol/run';
import type { TimeSpan } from '../executions/time-span';
import type { ExecutionsStatus } from '../executions/visible-executions';
import { TaskHistory, type TaskHistoryProps } from './TaskHistory';

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    }
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const HOUR = 3_600_000;
const never = () => new Promise<never>(() => undefined);

/** A run each hour, the newest now. */
function hourly(...statuses: readonly RunStatus[]) {
  return statuses.map((status, place) => sampleRun(100 - place, { status, started_at: new Date(SAMPLE_NOW - place * HOUR).toISOString() }));
}

const runs = hourly('SUCCESS', 'FAILURE', 'KILLED', 'TIMED_OUT', 'SUCCESS', 'LOST');

function History(changes: Partial<Omit<TaskHistoryProps, 'view'>>) {
  const [status, onStatus] = useState<ExecutionsStatus>('ALL');
  const [span, onSpan] = useState<TimeSpan | null>(null);
  const logsRef = useRef<HTMLDivElement>(null);
  return (
    <TaskHistory
      task={sampleTask(1)}
      runs={runs}
      state={{ history: 'complete', run: null }}
      view={{
        status,
        span,
        onStatus,
        onSpan,
        onClear: () => {
          onStatus('ALL');
          onSpan(null);
        }
      }}
      width={1200}
      compact={false}
      frame={{ now: SAMPLE_NOW, timeZone: 'UTC' }}
      logsRef={logsRef}
      loadPlotly={never}
      actions={{ selectRun: vi.fn(), showBelow: vi.fn(), loadOlder: vi.fn() }}
      {...changes}
    />
  );
}

const said = () => screen.getByRole('status', { name: 'Executions shown' }).textContent;
const statuses = () =>
  within(screen.getByRole('grid'))
    .getAllByRole('row')
    .slice(1)
    .map(row => within(row).getAllByRole('cell')[2]?.textContent);

describe('the executions of a task', () => {
  it('are counted, and filtered by status', () => {
    render(<History />);
    expect(said()).toBe('6 executions');
    fireEvent.change(screen.getByRole('combobox', { name: 'Filter executions by status' }), { target: { value: 'FAILED' } });
    expect(said()).toBe('3 of 6 executions');
    expect(statuses()).toEqual(['Failure', 'Timed out', 'Lost']);
  });

  it('say so where none has the status, and lead back', () => {
    render(<History />);
    fireEvent.change(screen.getByRole('combobox', { name: 'Filter executions by status' }), { target: { value: 'QUEUED' } });
    expect(screen.queryByRole('grid')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Clear filter' }));
    expect(said()).toBe('6 executions');
  });

  it('are those between two times that are typed, until the range is cleared', () => {
    render(<History />);
    expect(screen.queryByLabelText('From')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Select range' }));
    expect(screen.getByLabelText<HTMLInputElement>('From').value).toContain('2026-11-20T09:05:06');
    fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-11-20T11:00' } });
    expect(said()).toBe('6 executions');
    fireEvent.keyDown(screen.getByLabelText('From'), { key: 'Enter' });
    expect(said()).toBe('4 of 6 executions, 20 Nov 11:00 – 14:05');
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-20T13:05:06' } });
    fireEvent.blur(screen.getByLabelText('To'));
    expect(statuses()).toEqual(['Failure', 'Killed', 'Timed out']);
    fireEvent.click(screen.getByRole('button', { name: 'Clear range' }));
    expect(said()).toBe('6 executions');
  });

  it('are all again after Esc in the range', () => {
    render(<History />);
    fireEvent.click(screen.getByRole('button', { name: 'Select range' }));
    fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-11-20T10:00' } });
    fireEvent.keyDown(screen.getByLabelText('To'), { key: 'Enter' });
    expect(said()).toContain('1 of 6 executions');
    fireEvent.keyDown(screen.getByLabelText('To'), { key: 'Escape' });
    expect(said()).toBe('6 executions');
    expect(screen.queryByLabelText('To')).toBeNull();
  });

  it('say that older ones are still missing, and load them when they are asked to', () => {
    const loadOlder = vi.fn();
    const actions = { selectRun: vi.fn(), showBelow: vi.fn(), loadOlder };
    const { rerender } = render(<History state={{ history: 'loading', run: null }} />);
    expect(said()).toBe('6 executions, older ones are loading');
    rerender(<History state={{ history: 'failed', run: null }} actions={actions} />);
    expect(said()).toBe('6 executions, older ones could not be loaded');
    fireEvent.click(screen.getByRole('button', { name: 'Load older executions' }));
    expect(loadOlder).toHaveBeenCalled();
  });

  it('are moved through by keys, whose row is the one tab stop', () => {
    const selectRun = vi.fn();
    render(<History actions={{ selectRun, showBelow: vi.fn(), loadOlder: vi.fn() }} />);
    const rows = () => within(screen.getByRole('grid')).getAllByRole('row').slice(1);
    rows()[0]?.focus();
    fireEvent.keyDown(rows()[0]!, { key: 'End' });
    expect(document.activeElement).toBe(rows().at(-1));
    expect(selectRun).toHaveBeenLastCalledWith(sampleRunId(95));
    expect(rows().map(row => row.tabIndex)).toEqual([-1, -1, -1, -1, -1, 0]);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('7');
    expect(rows().at(-1)?.getAttribute('aria-rowindex')).toBe('7');
  });
});
