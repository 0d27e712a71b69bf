import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PONG } from '../protocol/events';
import type { TaskId } from '../protocol/identity';
import { createConnection, type IConnection } from './connection';
import { FakeScheduler } from './test-support/fake-scheduler';
import { FakeTimers } from './test-support/fake-timers';
import { sampleRun, sampleRunId, sampleTask, sampleTaskId } from './test-support/samples';
import type { TopicEvent } from './topic-event';

let timers: FakeTimers;
let scheduler: FakeScheduler;
let connection: IConnection;
let report: ReturnType<typeof vi.fn<(problem: string) => void>>;
let isLoggedOut: ReturnType<typeof vi.fn<() => Promise<boolean>>>;

beforeEach(() => {
  timers = new FakeTimers();
  scheduler = new FakeScheduler();
  report = vi.fn();
  isLoggedOut = vi.fn(() => Promise.resolve(false));
  connection = createConnection({ open: scheduler.open, timers, jitter: () => 1, report, isLoggedOut });
});

const noTasks = { kind: 'tasks', organisation: null, tasks: [] } as const;

function follow(topic: Parameters<IConnection['subscribe']>[0]): { readonly events: TopicEvent[]; readonly stop: () => void } {
  const events: TopicEvent[] = [];
  return { events, stop: connection.subscribe(topic, event => events.push(event)) };
}

function goLive(): void {
  follow({ kind: 'organisations' });
  scheduler.socket.accept();
  const subscription = scheduler.socket.subscription('organisations');
  scheduler.socket.say({ type: 'snapshot', subscription, number: 0, data: { kind: 'organisations', organisations: [], repositories: [] } });
}

describe('the state of a connection', () => {
  it('is live once something that was asked for has come', () => {
    follow({ kind: 'organisations' });
    scheduler.socket.accept();
    expect(connection.state.getSnapshot().kind).toBe('connecting');
    goLive();
    expect(connection.state.getSnapshot().kind).toBe('live');
  });

  it('is live at once where nothing was asked for', () => {
    scheduler.socket.accept();
    expect(connection.state.getSnapshot().kind).toBe('live');
  });

  it('is reconnecting after a loss, with the time of the loss', () => {
    goLive();
    const since = timers.now();
    scheduler.socket.break();
    expect(connection.state.getSnapshot()).toEqual({ kind: 'reconnecting', since });
  });

  it('is disconnected after 30 s without success, with the time of the next attempt', () => {
    goLive();
    const since = timers.now();
    scheduler.socket.break();
    while (timers.now() < since + 31_000) {
      timers.advance(500);
      const { socket } = scheduler;
      if (connection.state.getSnapshot().kind === 'reconnecting') {
        socket.break();
      }
    }
    scheduler.socket.break();
    const state = connection.state.getSnapshot();
    expect(state).toMatchObject({ kind: 'disconnected', since });
    expect(state.kind === 'disconnected' && state.nextAttempt !== null && state.nextAttempt > timers.now()).toBe(true);
  });

  it('is disconnected after 30 s when there never was a connection', () => {
    timers.advance(30_000);
    expect(connection.state.getSnapshot().kind).toBe('disconnected');
  });

  it('comes back to live', () => {
    goLive();
    scheduler.socket.break();
    timers.advance(250);
    goLive();
    expect(connection.state.getSnapshot().kind).toBe('live');
  });
});

describe('attempts to connect', () => {
  it('are made later and later while a proxy accepts and closes', () => {
    follow({ kind: 'organisations' });
    const gaps: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      const before = timers.now();
      const sockets = scheduler.sockets.length;
      scheduler.socket.accept();
      scheduler.socket.break();
      while (scheduler.sockets.length === sockets) {
        timers.advance(50);
      }
      gaps.push(timers.now() - before);
    }
    expect(gaps).toEqual([250, 500, 1000, 2000, 4000]);
  });

  it('are made at once when a person asks for it', () => {
    goLive();
    scheduler.socket.break();
    connection.retryNow();
    expect(scheduler.sockets).toHaveLength(2);
    timers.advance(9000);
    expect(scheduler.sockets).toHaveLength(2);
  });

  it('are given up when nothing answers', () => {
    const silent = scheduler.socket;
    timers.advance(20_000);
    expect(silent.closed).toBe(true);
    timers.advance(250);
    expect(scheduler.sockets).toHaveLength(2);
  });

  it('end with the connection, and leave no timer', () => {
    goLive();
    connection.close();
    expect(scheduler.socket.closed).toBe(true);
    expect(timers.pending).toBe(0);
  });

  it('are not disturbed by a socket that was given up', () => {
    const silent = scheduler.socket;
    timers.advance(20_250);
    silent.accept();
    silent.break();
    expect(scheduler.sockets).toHaveLength(2);
  });
});

describe('a connection that nobody has closed', () => {
  it('is asked after a silence, and given up where it stays silent', () => {
    goLive();
    const silent = scheduler.socket;
    timers.advance(15_000);
    expect(silent.messages.at(-1)).toEqual({ type: 'ping' });
    timers.advance(30_000);
    expect(silent.closed).toBe(true);
    expect(connection.state.getSnapshot().kind).toBe('reconnecting');
  });

  it('goes on where the answer comes, which is nothing to report', () => {
    goLive();
    timers.advance(15_000);
    scheduler.socket.sayText(PONG);
    timers.advance(14_000);
    expect(connection.state.getSnapshot().kind).toBe('live');
    expect(report).not.toHaveBeenCalled();
  });

  it('is asked at once when the page may have slept, and found dead within seconds', () => {
    goLive();
    connection.check();
    expect(scheduler.socket.messages.at(-1)).toEqual({ type: 'ping' });
    timers.advance(10_500);
    expect(scheduler.sockets).toHaveLength(2);
  });

  it('that died in a sleep tells since when nothing is known', () => {
    goLive();
    const before = timers.now();
    timers.sleep(3_600_000);
    scheduler.socket.break();
    expect(connection.state.getSnapshot()).toEqual({ kind: 'reconnecting', since: before });
    timers.advance(250);
    expect(connection.state.getSnapshot().kind).toBe('reconnecting');
  });

  it('is tried at once when the page comes back while it waits, and soon again', () => {
    goLive();
    for (let attempt = 0; attempt < 6; attempt++) {
      scheduler.socket.break();
      timers.advance(10_000);
    }
    scheduler.socket.break();
    const { length } = scheduler.sockets;
    connection.check();
    expect(scheduler.sockets).toHaveLength(length + 1);
    scheduler.socket.break();
    timers.advance(250);
    expect(scheduler.sockets).toHaveLength(length + 2);
  });
});

describe('a login that has ended', () => {
  async function logOut(): Promise<void> {
    goLive();
    isLoggedOut.mockResolvedValue(true);
    scheduler.socket.break();
    timers.advance(250);
    scheduler.socket.break();
    await vi.waitFor(() => expect(connection.state.getSnapshot().kind).toBe('logged_out'));
  }

  it('ends the attempts', async () => {
    await logOut();
    const { length } = scheduler.sockets;
    timers.advance(600_000);
    expect(scheduler.sockets).toHaveLength(length);
    expect(connection.state.getSnapshot().kind).toBe('logged_out');
  });

  it('is tried again when the person is back, until it is there', async () => {
    await logOut();
    connection.check();
    expect(connection.state.getSnapshot().kind).toBe('logged_out');
    goLive();
    expect(connection.state.getSnapshot().kind).toBe('live');
  });

  it('is no reason any more once nobody answers', async () => {
    await logOut();
    isLoggedOut.mockResolvedValue(false);
    connection.check();
    scheduler.socket.break();
    await vi.waitFor(() => expect(connection.state.getSnapshot().kind).toBe('disconnected'));
  });
});

describe('subscriptions', () => {
  it('are made when the socket opens, and ended by their disposer', () => {
    const { stop } = follow({ kind: 'tasks', organisation: 'debr' });
    scheduler.socket.accept();
    expect([...scheduler.socket.topics.values()]).toEqual(['tasks:debr']);
    stop();
    expect(scheduler.socket.topics.size).toBe(0);
  });

  it('bring what is for them, and nothing after they ended', () => {
    const { events, stop } = follow({ kind: 'tasks', organisation: 'debr' });
    scheduler.socket.accept();
    const subscription = scheduler.socket.subscription('tasks:debr');
    scheduler.socket.say({ type: 'snapshot', subscription, number: 0, data: noTasks });
    stop();
    scheduler.socket.say({ type: 'change', subscription, number: 1, data: { kind: 'task', task: sampleTask(1) } });
    expect(events).toEqual([{ kind: 'snapshot', data: noTasks }]);
  });

  it('are made again on a new connection', () => {
    follow({ kind: 'tasks', organisation: 'debr' });
    scheduler.socket.accept();
    scheduler.socket.break();
    timers.advance(250);
    scheduler.socket.accept();
    expect([...scheduler.socket.topics.values()]).toEqual(['tasks:debr']);
  });

  it('are made again when a number is missing, and late answers to the old one are ignored', () => {
    const { events } = follow({ kind: 'tasks', organisation: 'debr' });
    scheduler.socket.accept();
    const old = scheduler.socket.subscription('tasks:debr');
    scheduler.socket.say({ type: 'snapshot', subscription: old, number: 0, data: noTasks });
    scheduler.socket.say({ type: 'change', subscription: old, number: 2, data: { kind: 'task', task: sampleTask(1) } });
    scheduler.socket.say({ type: 'change', subscription: old, number: 3, data: { kind: 'task', task: sampleTask(1) } });
    const fresh = scheduler.socket.subscription('tasks:debr');
    scheduler.socket.say({ type: 'snapshot', subscription: fresh, number: 0, data: noTasks });
    expect(fresh).not.toBe(old);
    expect(events.map(event => event.kind)).toEqual(['snapshot', 'snapshot']);
  });

  it('go on with a log at the byte they reached', () => {
    const { events } = follow({ kind: 'log', run: sampleRunId(1), offset: 0 });
    scheduler.socket.accept();
    const topic = `log:${sampleRunId(1)}`;
    scheduler.socket.sayLog(scheduler.socket.subscription(`${topic}@0`), 0, 'one\ntwo\n');
    scheduler.socket.break();
    timers.advance(250);
    scheduler.socket.accept();
    scheduler.socket.sayLog(scheduler.socket.subscription(`${topic}@8`), 4, 'two\nthree\n');
    const text = events.map(event => (event.kind === 'log_bytes' ? new TextDecoder().decode(event.bytes) : '')).join('');
    expect(text).toBe('one\ntwo\nthree\n');
  });

  it('to a log that has ended are not made again', () => {
    follow({ kind: 'log', run: sampleRunId(1), offset: 0 });
    scheduler.socket.accept();
    const subscription = scheduler.socket.subscription(`log:${sampleRunId(1)}@0`);
    scheduler.socket.say({ type: 'log_end', subscription, run: sampleRun(1) });
    scheduler.socket.break();
    timers.advance(250);
    scheduler.socket.accept();
    expect(scheduler.socket.topics.size).toBe(0);
  });

  it('may be ended by their own listener', () => {
    const ids: TaskId[] = [];
    const stop = connection.subscribe({ kind: 'task', task: sampleTaskId(1) }, () => {
      ids.push(sampleTaskId(1));
      stop();
    });
    scheduler.socket.accept();
    const subscription = scheduler.socket.subscription(`task:${sampleTaskId(1)}`);
    const snapshot = { type: 'snapshot', subscription, number: 0, data: { kind: 'task', task: null, runs: [] } } as const;
    scheduler.socket.say(snapshot);
    scheduler.socket.say(snapshot);
    expect(ids).toHaveLength(1);
  });
});

describe('what is not understood', () => {
  it('is reported and changes nothing', () => {
    const { events } = follow({ kind: 'organisations' });
    scheduler.socket.accept();
    scheduler.socket.sayText('{"type": "surprise", "subscription": 0}');
    scheduler.socket.sayText('not JSON');
    scheduler.socket.sayBytes(new Uint8Array(3));
    expect(report).toHaveBeenCalledTimes(3);
    expect(events).toEqual([]);
  });
});
