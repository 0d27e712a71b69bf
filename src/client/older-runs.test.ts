import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from './answer';
import type { RunSummary } from '../protocol/run-history';
import type { IApiClient } from './api-client';
import { createOlderRuns, type IOlderRuns } from './older-runs';
import { sampleRun, sampleRunId, sampleTaskId } from './test-support/samples';

/** Runs that the scheduler has, the oldest first. */
const stored = Array.from({ length: 2500 }, (_, place) => sampleRun(place + 1));

let history: ReturnType<typeof vi.fn<IApiClient['history']>>;
let changed: ReturnType<typeof vi.fn<() => void>>;
let older: IOlderRuns;

beforeEach(() => {
  history = vi.fn((_task, { limit, before }) => {
    const found = stored.toReversed().filter(run => before === null || run.id < before);
    return Promise.resolve({ ok: true, value: found.slice(0, limit) });
  });
  changed = vi.fn<() => void>();
  older = createOlderRuns({ api: { history }, changed });
});

async function untilComplete(): Promise<void> {
  await vi.waitFor(() => expect(older.state).toBe('complete'));
}

const ids = (runs: readonly RunSummary[]): readonly string[] => runs.map(run => run.id);
const failure: Answer<never> = { ok: false, failure: { code: 'unreachable', message: 'nobody answers', details: null } };

describe('the older runs of a task', () => {
  it('come page after page, until there are no more', async () => {
    older.load(sampleTaskId(1), sampleRunId(2400));
    expect(older.state).toBe('loading');
    await untilComplete();
    expect(ids(older.runs)).toEqual(ids(stored.slice(0, 2399).toReversed()));
    expect(history.mock.calls.map(([, page]) => page.before)).toEqual([sampleRunId(2400), sampleRunId(1400), sampleRunId(400)]);
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('are not doubled when a page ends exactly with the last one', async () => {
    older.load(sampleTaskId(1), sampleRunId(1001));
    await untilComplete();
    expect(older.runs).toHaveLength(1000);
  });

  it('stay while they are loaded anew, and those that are gone go', async () => {
    older.load(sampleTaskId(1), sampleRunId(2400));
    await untilComplete();
    const lengths: number[] = [];
    changed.mockImplementation(() => lengths.push(older.runs.length));
    history
      .mockResolvedValueOnce({ ok: true, value: stored.slice(1450, 2450).toReversed() })
      .mockResolvedValueOnce({ ok: true, value: [] });
    older.load(sampleTaskId(1), sampleRunId(2451));
    await untilComplete();
    expect(lengths).toEqual([2450, 1000]);
  });

  it('go on where they failed', async () => {
    history.mockResolvedValueOnce({ ok: true, value: stored.slice(1399, 2399).toReversed() }).mockResolvedValueOnce(failure);
    older.load(sampleTaskId(1), sampleRunId(2400));
    await vi.waitFor(() => expect(older.state).toBe('failed'));
    expect(older.runs).toHaveLength(1000);
    older.goOn();
    expect(older.state).toBe('loading');
    await untilComplete();
    expect(ids(older.runs)).toEqual(ids(stored.slice(0, 2399).toReversed()));
  });

  it('of a task that was left are not taken', async () => {
    older.load(sampleTaskId(1), sampleRunId(2400));
    older.clear();
    older.load(sampleTaskId(2), sampleRunId(3));
    await untilComplete();
    expect(ids(older.runs)).toEqual([sampleRunId(2), sampleRunId(1)]);
    await Promise.resolve();
    expect(older.runs).toHaveLength(2);
  });
});
