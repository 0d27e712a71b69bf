import { expect, it, vi } from 'vitest';
import { formatTopic } from '../protocol/events';
import type { Run } from '../protocol/run';
import type { Trial, TrialRequest } from '../protocol/trial';
import type { Answer } from './answer';
import type { ConnectionState } from './connection-state';
import { createStore } from './create-store';
import { FakeTimers } from './test-support/fake-timers';
import { sampleRun } from './test-support/samples';
import type { TopicEvent } from './topic-event';
import { createTrialModel, isUnderWay, type TrialModelOptions } from './trial-model';

const REQUEST: TrialRequest = {
  organisation: 'debr',
  name: 'fresh',
  definition: { notebook: 'a.ipynb', method: 'task' },
  path: '/srv/a.ipynb',
  notebook: null
};
const queued = (changes: Partial<Run> = {}): Run =>
  sampleRun(1, { status: 'QUEUED', started_at: null, ended_at: null, duration: null, trigger: 'trial', trial: true, ...changes });
const trial = (changes: Partial<Trial> = {}): Trial => ({ run: queued(), name: 'fresh', step: 'waiting', requirements: [], ...changes });
const RUN = queued().id;

function model() {
  const listeners = new Map<string, (event: TopicEvent) => void>();
  const state = createStore<ConnectionState>({ kind: 'live' });
  const answers: ((answer: Answer<Trial>) => void)[] = [];
  const api = {
    startTrial: vi.fn(() => new Promise<Answer<Trial>>(resolve => answers.push(resolve))),
    stop: vi.fn<TrialModelOptions['api']['stop']>(() => Promise.resolve({ ok: true, value: queued() })),
    log: vi.fn(),
    logLines: vi.fn(),
    logTimes: vi.fn()
  };
  const connection: TrialModelOptions['connection'] = {
    state,
    subscribe: (topic, listener) => {
      const name = formatTopic(topic);
      listeners.set(name, listener);
      return () => listeners.delete(name);
    }
  };
  const decoder = new TextDecoder();
  const made = createTrialModel({ api, connection, timers: new FakeTimers(), decode: bytes => decoder.decode(bytes) });
  const answer = async (value: Answer<Trial>): Promise<void> => {
    answers.shift()?.(value);
    await Promise.resolve();
    await Promise.resolve();
  };
  const tell = (topic: string, event: TopicEvent): void => listeners.get(topic)?.(event);
  const close = (): void => made.close();
  return { model: made, state: made.state, close, api, answer, tell, topics: () => [...listeners.keys()], link: state };
}

const begun = async () => {
  const all = model();
  all.model.start(REQUEST);
  await all.answer({ ok: true, value: trial() });
  return all;
};

it('follows a trial with its log from the answer to its end', async () => {
  const { model: made, state, api, tell, topics } = await begun();
  expect(api.startTrial).toHaveBeenCalledExactlyOnceWith(REQUEST);
  expect(topics()).toEqual([`log:${RUN}@0`, `trial:${RUN}`]);
  expect(state.getSnapshot()).toMatchObject({ kind: 'begun', trial: { step: 'waiting' }, connection: 'live' });

  tell(`trial:${RUN}`, { kind: 'change', data: { kind: 'trial', trial: trial({ step: 'environment' }) } });
  expect(state.getSnapshot()).toMatchObject({ trial: { step: 'environment' } });
  tell(`log:${RUN}@0`, { kind: 'log_bytes', offset: 0, bytes: new TextEncoder().encode('one\ntwo\n') });
  const known = state.getSnapshot();
  expect(known.kind === 'begun' && known.log?.lines.line(1)?.text).toBe('two');
  expect(isUnderWay(known)).toBe(true);

  tell(`trial:${RUN}`, { kind: 'change', data: { kind: 'trial', trial: trial({ step: 'ended', run: sampleRun(1) }) } });
  expect(isUnderWay(state.getSnapshot())).toBe(false);
  // One that is gone is shown on.
  tell(`trial:${RUN}`, { kind: 'snapshot', data: { kind: 'trial', trial: null } });
  expect(state.getSnapshot()).toMatchObject({ kind: 'begun', trial: { step: 'ended' } });
  made.stop();
  expect(api.stop).not.toHaveBeenCalled();
});

it('begins one at a time, and another after the end of the first', async () => {
  const { model: made, api, tell, topics } = await begun();
  made.start(REQUEST);
  expect(api.startTrial).toHaveBeenCalledTimes(1);

  tell(`trial:${RUN}`, { kind: 'change', data: { kind: 'trial', trial: trial({ step: 'ended', run: sampleRun(1) }) } });
  made.start(REQUEST);

  expect(api.startTrial).toHaveBeenCalledTimes(2);
  expect(topics()).toEqual([]);
});

it('says why it was refused, and may be tried again', async () => {
  const { model: made, state, answer, api } = model();
  made.start(REQUEST);
  expect(state.getSnapshot()).toEqual({ kind: 'asking' });

  await answer({ ok: false, failure: { code: 'too_large', message: 'big.bin is too large', details: null } });

  expect(state.getSnapshot()).toEqual({ kind: 'refused', reason: 'big.bin is too large' });
  made.start(REQUEST);
  expect(api.startTrial).toHaveBeenCalledTimes(2);
});

it('says why it could not be stopped', async () => {
  const { model: made, state, api } = await begun();
  api.stop.mockResolvedValueOnce({ ok: false, failure: { code: 'unreachable', message: 'nobody answers', details: null } });

  made.stop();

  await vi.waitFor(() => expect(state.getSnapshot()).toMatchObject({ kind: 'begun', failure: 'nobody answers' }));
});

it('is stopped when the form is closed, also where the answer comes later', async () => {
  const first = await begun();
  first.close();
  expect(first.api.stop).toHaveBeenCalledExactlyOnceWith(RUN);
  expect(first.topics()).toEqual([]);

  const second = model();
  second.model.start(REQUEST);
  second.model.close();
  expect(second.api.stop).not.toHaveBeenCalled();
  await second.answer({ ok: true, value: trial() });
  expect(second.api.stop).toHaveBeenCalledExactlyOnceWith(RUN);
  expect(second.topics()).toEqual([]);
});

it('keeps what it knows while the connection is lost', async () => {
  const { state, link } = await begun();

  link.set({ kind: 'reconnecting', since: 1 });

  expect(state.getSnapshot()).toMatchObject({ kind: 'begun', connection: 'reconnecting', trial: { name: 'fresh' } });
});
