import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Topic } from '../protocol/events';
import type { RunId } from '../protocol/identity';
import { LOG_BLOCK_BYTES, type LogLinesAnswer } from '../protocol/log-lines';
import type { Answer } from './answer';
import type { IApiClient } from './api-client';
import { createLogStore, type ILogStore } from './log-store';
import { FakeTimers } from './test-support/fake-timers';
import { sampleRun, sampleRunId, sampleRunningRun } from './test-support/samples';
import type { TopicEvent } from './topic-event';

const SIZE = 40 * LOG_BLOCK_BYTES + 10;
const TAIL = 32 * LOG_BLOCK_BYTES;
const LINES = LOG_BLOCK_BYTES / 32;
const whole = new TextEncoder().encode('0123456789012345678901234567890\n'.repeat(SIZE / 32 + 1)).subarray(0, SIZE);
const unreachable = { ok: false, failure: { code: 'unreachable', message: 'No answer.', details: null } } as const;

let timers: FakeTimers;
let api: { [K in 'log' | 'logLines' | 'logTimes']: ReturnType<typeof vi.fn<IApiClient[K]>> };
let listeners: Map<string, (event: TopicEvent) => void>;
let store: ILogStore;

function counted(to: number, changes: Partial<LogLinesAnswer> = {}): Answer<LogLinesAnswer> {
  const lines = new Array<number>(to / LOG_BLOCK_BYTES).fill(LINES);
  return { ok: true, value: { size: SIZE, block_bytes: LOG_BLOCK_BYTES, lines, begins: true, gap: null, ...changes } };
}

beforeEach(() => {
  timers = new FakeTimers();
  listeners = new Map();
  api = {
    log: vi.fn((_run: RunId, { from, to }) => Promise.resolve({ ok: true, value: whole.slice(from, to ?? undefined) } as const)),
    logLines: vi.fn((_run: RunId, to: number) => Promise.resolve(counted(to))),
    logTimes: vi.fn((_run: RunId, from: number) =>
      Promise.resolve({ ok: true, value: { entries: [{ offset: from, time: 1000, stream: 'stderr' }], gap: null } } as const)
    )
  };
  const subscribe = (topic: Topic, listener: (event: TopicEvent) => void): (() => void) => {
    const key = topic.kind === 'log' ? `${topic.run}@${topic.offset}` : topic.kind;
    listeners.set(key, listener);
    return () => listeners.delete(key);
  };
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  store = createLogStore({ connection: { subscribe }, api, timers, decode, changed: () => undefined });
});

const log = () => store.get(sampleRunId(1))!;
const line = (index: number) => log().lines.line(index);

/** Opens a long log whose end has come. */
async function open(): Promise<void> {
  store.follow([sampleRun(1, { log_bytes: SIZE })]);
  listeners.get(`${sampleRunId(1)}@${TAIL}`)!({ kind: 'log_bytes', offset: TAIL, bytes: whole.subarray(TAIL) });
  await vi.waitFor(() => expect(log().lines.uncountedBytes).toBe(0));
}

describe('a long log', () => {
  it('shows its end at once, and counts what stands before it', async () => {
    store.follow([sampleRun(1, { log_bytes: SIZE })]);
    listeners.get(`${sampleRunId(1)}@${TAIL}`)!({ kind: 'log_bytes', offset: TAIL, bytes: whole.subarray(TAIL) });
    expect([log().lines.lineCount, line(0)?.text]).toEqual([8 * LINES + 1, '0123456789012345678901234567890']);
    await vi.waitFor(() => expect(log().lines.lineCount).toBe(40 * LINES + 1));
  });

  it('fetches the lines that are looked at, with their times', async () => {
    await open();
    expect(line(3)).toBeNull();
    store.need(sampleRunId(1), 0, 60);
    await vi.waitFor(() => expect(line(3)).toEqual({ text: '0123456789012345678901234567890', time: 1000, stream: 'stderr' }));
    expect(api.log.mock.calls).toEqual([[sampleRunId(1), { from: 0, to: 3 * LOG_BLOCK_BYTES }]]);
    store.need(sampleRunId(1), 0, 60);
    expect(api.log).toHaveBeenCalledTimes(1);
  });

  it('is counted again where some of it was dropped meanwhile', async () => {
    await open();
    const gap = { from: LOG_BLOCK_BYTES, to: 20 * LOG_BLOCK_BYTES, limit: 100 };
    api.log.mockResolvedValueOnce({ ok: true, value: new Uint8Array() });
    api.logLines.mockImplementation((_run, to) => {
      const lines = Array.from({ length: to / LOG_BLOCK_BYTES }, (_, block) =>
        block === 0 || block > 20 ? LINES : block === 20 ? LINES + 1 : 0
      );
      return Promise.resolve(counted(to, { gap, lines }));
    });
    store.need(sampleRunId(1), LINES * 5, LINES * 5 + 10);
    await vi.waitFor(() => expect(timers.pending).toBe(1));
    timers.advance(500);
    await vi.waitFor(() => expect(log().lines.lineCount).toBe(21 * LINES + 2));
    store.need(sampleRunId(1), LINES, LINES + 10);
    await vi.waitFor(() =>
      expect(line(LINES)).toMatchObject({ stream: null, text: expect.stringContaining('were dropped here') as string })
    );
    expect(line(LINES + 1)?.text).toBe('0123456789012345678901234567890');
  });

  it('says what can’t be loaded, and tries it again', async () => {
    await open();
    api.log.mockResolvedValueOnce(unreachable);
    store.need(sampleRunId(1), 0, 60);
    await vi.waitFor(() => expect(log().problem).toBe('No answer.'));
    timers.advance(2000);
    await vi.waitFor(() => expect(log().problem).toBeNull());
    expect(line(3)).not.toBeNull();
  });

  it('is looked for at its end while it is written, wherever that is by now', async () => {
    store.follow([sampleRunningRun(1)]);
    await vi.waitFor(() => expect([...listeners.keys()]).toEqual([`${sampleRunId(1)}@${TAIL}`]));
    expect(log().state).toBe('loading');
  });

  it('is followed from its beginning where nobody says how long it is', async () => {
    api.logLines.mockResolvedValueOnce(unreachable);
    store.follow([sampleRunningRun(1)]);
    await vi.waitFor(() => expect([...listeners.keys()]).toEqual([`${sampleRunId(1)}@0`]));
  });

  it('is left alone once it is not followed any more', async () => {
    await open();
    api.log.mockResolvedValueOnce(unreachable);
    store.need(sampleRunId(1), 0, 60);
    store.follow([]);
    await vi.waitFor(() => expect(api.log).toHaveBeenCalledTimes(1));
    timers.advance(10_000);
    expect([store.get(sampleRunId(1)), listeners.size, api.log.mock.calls.length]).toEqual([null, 0, 1]);
  });
});
