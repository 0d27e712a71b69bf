import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeRun, fakeTask, runId, taskId } from '../test-support/fake-data';
import { EventsClient } from '../test-support/events-client';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;
let client: EventsClient;
const topic = (offset: number) => `log:${runId(1)}@${offset}`;

beforeEach(async () => {
  api = await startTestApi({ buffered: 256 * 1024 });
  api.scheduler.tasks = [fakeTask(1)];
  api.scheduler.runs = [fakeRun(1, { status: 'RUNNING' })];
  client = await new EventsClient(api).opened();
});

afterEach(async () => {
  await client.close();
  await api.close();
});

function bytesReceived(subscription: number, by = client): Buffer {
  return Buffer.concat(
    by.received.flatMap(message => (message.type === 'frame' && message.subscription === subscription ? [message.bytes] : []))
  );
}

async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}

describe('following a log', () => {
  it('gives what there is, what comes, and the end with the run as it ended', async () => {
    api.scheduler.logs.append(runId(1), 'first\n');
    client.subscribe(4, topic(0));
    await client.until('frame');
    api.scheduler.logs.append(runId(1), Buffer.from([0xff, 0x00, 0x0a]));
    await client.until('frame', frame => frame.offset === 6);
    api.scheduler.endRun(runId(1), 'FAILURE', 'ValueError: x');

    expect(await client.until('log_end')).toMatchObject({ subscription: 4, run: { status: 'FAILURE', reason: 'ValueError: x' } });
    expect(client.received.map(message => message.type)).toEqual(['snapshot', 'log_index', 'frame', 'log_index', 'frame', 'log_end']);
    expect(bytesReceived(4)).toEqual(Buffer.concat([Buffer.from('first\n'), Buffer.from([0xff, 0x00, 0x0a])]));
  });

  it('begins at the offset', async () => {
    api.scheduler.logs.append(runId(1), '0123456789');
    client.subscribe(1, topic(7));

    expect(await client.until('frame')).toMatchObject({ offset: 7, bytes: Buffer.from('789') });
  });

  it('jumps over what was dropped, and tells it', async () => {
    api.scheduler.logs.append(runId(1), '0123456789');
    api.scheduler.logs.drop(runId(1), 3, 8);
    client.subscribe(1, topic(0));
    api.scheduler.endRun(runId(1), 'SUCCESS');
    await client.until('log_end');

    expect(client.received.map(message => message.type)).toEqual([
      'snapshot',
      'log_index',
      'frame',
      'log_gap',
      'log_index',
      'frame',
      'log_end'
    ]);
    expect(client.received[3]).toEqual({ type: 'log_gap', subscription: 1, gap: { from: 3, to: 8, limit: 1024 } });
    expect(client.received[5]).toMatchObject({ offset: 8, bytes: Buffer.from('89') });
    expect(String(bytesReceived(1))).toBe('01289');
  });

  it('gives small and large pieces alike, each as one message', async () => {
    const large = Buffer.from(Array.from({ length: 200_000 }, (_, place) => place % 251));
    api.scheduler.logs.append(runId(1), 'small');
    client.subscribe(1, topic(0));
    await client.until('frame');
    api.scheduler.logs.append(runId(1), large);
    api.scheduler.endRun(runId(1), 'SUCCESS');
    await client.until('log_end');

    expect(bytesReceived(1).equals(Buffer.concat([Buffer.from('small'), large]))).toBe(true);
  });

  it('ends at once for a run that has ended, and frees its number', async () => {
    api.scheduler.endRun(runId(1), 'SUCCESS');
    client.subscribe(1, topic(0));
    await client.until('log_end');
    client.subscribe(1, topic(0));

    await client.until('log_end', message => message !== client.received.find(other => other.type === 'log_end'));
    expect(api.scheduler.logs.following).toBe(0);
  });

  it('says so when there is no such run', async () => {
    client.subscribe(1, `log:${runId(9)}@0`);

    expect((await client.until('snapshot')).data).toEqual({ kind: 'log', run: null });
  });

  it('tells a failure without its inner reason', async () => {
    api.scheduler.logs.broken = true;
    client.subscribe(1, topic(0));

    const { error } = await client.until('refused');

    expect(error.code).toBe('internal');
    expect(error.message).not.toContain('secret');
    expect(api.errors).toHaveLength(1);
  });

  it.each(['unsubscribing', 'closing', 'vanishing'])('stops reading on %s', async way => {
    client.subscribe(1, topic(0));
    await client.until('snapshot');
    while (api.scheduler.logs.following === 0) {
      await turn();
    }

    if (way === 'unsubscribing') {
      client.unsubscribe(1);
    } else if (way === 'closing') {
      client.socket.close();
    } else {
      client.socket.terminate();
    }

    while (api.scheduler.logs.following > 0) {
      await turn();
    }
    expect(api.errors).toEqual([]);
  });
});

describe('a client that does not read', () => {
  const LARGE = 64 * 1024 * 1024;

  const QUESTIONS = 1000;

  /** What is on its way between two processes of one machine: both sockets' buffers, the bound, a chunk. */
  const ON_ITS_WAY = 24 * 1024 * 1024;

  it('holds back its own log only, and gets every byte when it reads again', async () => {
    const bytes = Buffer.alloc(LARGE, 'x');
    api.scheduler.logs.append(runId(1), bytes);
    client.subscribe(1, topic(0));
    await client.until('frame');
    client.socket.pause();

    const other = await new EventsClient(api).opened();
    api.scheduler.runs.push(fakeRun(2, { status: 'RUNNING' }));
    api.scheduler.logs.append(runId(2), 'quick\n');
    other.subscribe(1, `log:${runId(2)}@0`);
    await other.until('frame');
    for (let request = 0; request < 100; request += 1) {
      await (await api.fetch('/api/health')).text();
    }

    expect(api.scheduler.logs.handedOut).toBeLessThan(ON_ITS_WAY);
    client.socket.resume();
    api.scheduler.endRun(runId(1), 'SUCCESS');
    await client.until('log_end');
    expect(bytesReceived(1).equals(bytes)).toBe(true);
    await other.close();
  });

  it('gets one new snapshot instead of the changes that it missed', async () => {
    const large = (state: number) => fakeTask(1, { description: `${state}`.padEnd(512 * 1024) });
    client.subscribe(1, `task:${taskId(1)}`);
    await client.until('snapshot');
    client.socket.pause();

    const watcher = await new EventsClient(api).opened();
    watcher.subscribe(1, `task:${taskId(1)}`);
    await watcher.until('snapshot');
    for (let state = 1; state <= 60; state += 1) {
      api.scheduler.replaceTask(large(state));
      await watcher.until('change', message => message.data.kind === 'task' && message.data.task.description?.trim() === String(state));
    }
    client.socket.resume();

    const last = await client.until('snapshot', message => message.data.kind === 'task' && message.data.task?.description?.trim() === '60');
    expect(last.number).toBe(0);
    expect(client.received.filter(message => message.type === 'change').length).toBeLessThan(60);
    expect(client.received.filter(message => message.type === 'snapshot').length).toBeLessThan(5);
    await watcher.close();
  });

  it('is not listened to either', async () => {
    api.scheduler.logs.append(runId(1), Buffer.alloc(LARGE, 'x'));
    client.subscribe(1, topic(0));
    await client.until('frame');
    client.socket.pause();
    const question = 'nonsense'.padEnd(60_000);
    for (let number = 0; number < QUESTIONS; number += 1) {
      client.socket.send(question);
    }
    for (let request = 0; request < 100; request += 1) {
      await (await api.fetch('/api/health')).text();
    }

    expect(client.socket.bufferedAmount).toBeGreaterThan(0);
    client.socket.resume();
    while (client.received.filter(message => message.type === 'refused').length < QUESTIONS) {
      await new Promise(resolve => client.socket.once('message', resolve));
    }
  });
});
