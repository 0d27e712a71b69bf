import { describe, expect, it, vi } from 'vitest';
import type { ConnectionState } from './connection-state';
import { createStore } from './create-store';
import { followTaskCounts } from './task-counts-model';
import type { SchedulerStatus } from './tasks-information-state';
import { sampleOrganisation } from './test-support/samples';
import type { TopicEvent } from './topic-event';

const STOPPED: SchedulerStatus = { state: 'stopped', reason: 'It was shut down.' };

function follow(status: () => Promise<SchedulerStatus> = () => Promise.resolve(STOPPED)) {
  const connection = createStore<ConnectionState>({ kind: 'connecting' });
  let hear: (event: TopicEvent) => void = () => undefined;
  const subscribe = vi.fn((_topic: unknown, listener: (event: TopicEvent) => void) => {
    hear = listener;
    return () => undefined;
  });
  const model = followTaskCounts({ connection: { state: connection, subscribe }, schedulerStatus: status });
  return { model, connection, subscribe, hear: (event: TopicEvent) => hear(event) };
}

const withCounts = (codops: string, counts: Readonly<Record<string, number>>) => ({ ...sampleOrganisation(codops), counts });

describe('followTaskCounts', () => {
  it('follows all organisations in one topic', () => {
    const { model, subscribe, hear } = follow();
    expect(model.getSnapshot().counts).toBeNull();

    const organisations = [withCounts('debr', { FAILURE: 1 }), withCounts('sesr', { SUCCESS: 1 })];
    hear({ kind: 'snapshot', data: { kind: 'organisations', organisations, repositories: [] } });
    hear({ kind: 'change', data: { kind: 'organisation', organisation: withCounts('sesr', { SUCCESS: 1, RUNNING: 1 }) } });

    expect(subscribe.mock.calls.map(([topic]) => topic)).toEqual([{ kind: 'organisations' }]);
    expect(model.getSnapshot().counts).toEqual({ running: 1, failed: 1, invalid: 0, all: 2 });
  });

  it('keeps the last counts when the connection is lost, with the reason the Jupyter server gives', async () => {
    const { model, connection, hear } = follow();
    hear({ kind: 'snapshot', data: { kind: 'organisations', organisations: [withCounts('debr', { FAILURE: 1 })], repositories: [] } });

    connection.set({ kind: 'reconnecting', since: 1 });

    await vi.waitFor(() => expect(model.getSnapshot().scheduler).toEqual(STOPPED));
    expect(model.getSnapshot()).toMatchObject({ counts: { failed: 1 }, connection: { kind: 'reconnecting' } });
    connection.set({ kind: 'live' });
    expect(model.getSnapshot()).toMatchObject({ scheduler: null, connection: { kind: 'live' } });
  });

  it('leaves a reason that comes after the connection is back', async () => {
    const answers: ((status: SchedulerStatus) => void)[] = [];
    const { model, connection } = follow(() => new Promise(resolve => answers.push(resolve)));
    connection.set({ kind: 'reconnecting', since: 1 });
    connection.set({ kind: 'live' });

    answers[0]!(STOPPED);
    await Promise.resolve();
    await Promise.resolve();

    expect(model.getSnapshot().scheduler).toBeNull();
  });

  it('has no reason where the Jupyter server does not answer either', async () => {
    const status = vi.fn(() => Promise.reject(new Error('gone')));
    const { model, connection } = follow(status);

    connection.set({ kind: 'disconnected', since: 1, nextAttempt: null });
    await vi.waitFor(() => expect(status).toHaveBeenCalledTimes(1));

    expect(model.getSnapshot()).toMatchObject({ scheduler: null, connection: { kind: 'disconnected' } });
  });
});
