import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PONG } from '../../../protocol/events';
import { fakeOrganisation, fakeRepository, fakeRun, fakeTask, runId, taskId } from '../test-support/fake-data';
import { EventsClient } from '../test-support/events-client';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;
let client: EventsClient;

beforeEach(async () => {
  api = await startTestApi({ subscriptions: 8 });
  api.scheduler.organisations = [fakeOrganisation('debr'), fakeOrganisation('sesr')];
  api.scheduler.repositories = [fakeRepository()];
  api.scheduler.tasks = [fakeTask(1), fakeTask(2)];
  api.scheduler.loops = [{ name: 'debr', lap: 1, standing_still: false }];
  client = await new EventsClient(api).opened();
});

afterEach(async () => {
  await client.close();
  await api.close();
});

/** Resolves when everything that was asked before has been answered. */
async function settled(): Promise<void> {
  const marker = client.received.length;
  client.socket.send('nonsense');
  while (!client.received.slice(marker).some(message => message.type === 'refused')) {
    await new Promise(resolve => client.socket.once('message', resolve));
  }
}

describe('following organisations', () => {
  it('begins with a snapshot, then numbers each change', async () => {
    client.subscribe(7, 'organisations');
    await client.until('snapshot');
    api.scheduler.organisations = [fakeOrganisation('debr', { counts: { SUCCESS: 2 } }), fakeOrganisation('sesr')];
    api.scheduler.publish({ kind: 'organisation', organisation: 'debr' });
    await client.until('change');
    api.scheduler.publish({ kind: 'repository', url: '/srv/example' });
    await client.until('change', message => message.number === 2);
    await settled();

    expect(client.received[0]).toMatchObject({
      type: 'snapshot',
      subscription: 7,
      number: 0,
      data: { organisations: [{ codops: 'debr' }, { codops: 'sesr' }], repositories: [{ url: '/srv/example' }] }
    });
    expect(client.received.slice(1)).toMatchObject([
      { type: 'change', subscription: 7, number: 1, data: { kind: 'organisation', organisation: { counts: { SUCCESS: 2 } } } },
      { number: 2, data: { kind: 'repository', repository: { url: '/srv/example' } } },
      { type: 'refused' }
    ]);
  });

  it('tells that a repository is gone', async () => {
    client.subscribe(1, 'organisations');
    await client.until('snapshot');

    api.scheduler.repositories = [];
    api.scheduler.publish({ kind: 'repository', url: '/srv/example' });

    expect((await client.until('change')).data).toEqual({ kind: 'repository_gone', url: '/srv/example' });
  });

  it('sends a new snapshot when an organisation is gone', async () => {
    client.subscribe(1, 'organisations');
    await client.until('snapshot');

    api.scheduler.organisations = [fakeOrganisation('sesr')];
    api.scheduler.publish({ kind: 'organisation', organisation: 'debr' });

    await client.until('snapshot', message => message.data.kind === 'organisations' && message.data.organisations.length === 1);
  });
});

describe('following the tasks of an organisation', () => {
  beforeEach(async () => {
    client.subscribe(1, 'tasks:debr');
    await client.until('snapshot');
  });

  it('tells a task that changed, with its organisation', async () => {
    api.scheduler.replaceTask(fakeTask(2, { state: 'RUNNING' }));

    await client.until('change', message => message.data.kind === 'task' && message.data.task.state === 'RUNNING');
    await client.until('change', message => message.data.kind === 'organisation');
  });

  it('tells the newest state once, however many events came', async () => {
    for (let lap = 0; lap < 500; lap += 1) {
      api.scheduler.replaceTask(fakeTask(1, { description: `state ${lap}` }));
    }

    const change = await client.until('change');
    await settled();

    expect(change.data).toMatchObject({ kind: 'task', task: { description: 'state 499' } });
    expect(client.received.filter(message => message.type === 'change')).toHaveLength(2);
  });

  it('tells the tasks that a new lap of the shared loop moved, and no other', async () => {
    api.scheduler.tasks = [fakeTask(1), fakeTask(2, { state: 'FINISHED' })];
    api.scheduler.loops = [{ name: 'metadata', lap: 9, standing_still: false }];
    api.scheduler.publish({ kind: 'run', run: runId(50), task: taskId(50), organisation: 'sesr' });

    const change = await client.until('change');
    await settled();

    expect(change.data).toMatchObject({ kind: 'task', task: { id: taskId(2), state: 'FINISHED' } });
    expect(client.received.filter(message => message.type === 'change')).toHaveLength(1);
  });

  it('tells the tasks that are held when their repository is detached', async () => {
    api.scheduler.tasks = [fakeTask(1, { held: 'no Jupyter server is attached' }), fakeTask(2)];
    api.scheduler.publish({ kind: 'repository', url: '/srv/example' });

    expect((await client.until('change', message => message.data.kind === 'task')).data).toMatchObject({
      task: { held: 'no Jupyter server is attached' }
    });
  });

  it('sends a new snapshot when a task is new, because its place matters', async () => {
    const added = fakeTask(3);
    api.scheduler.tasks = [added, ...api.scheduler.tasks];
    api.scheduler.publish({ kind: 'task', task: added.id, organisation: 'debr' });

    const snapshot = await client.until('snapshot', message => message.data.kind === 'tasks' && message.data.tasks.length === 3);

    expect(snapshot.number).toBe(0);
  });

  it('keeps quiet about other organisations', async () => {
    api.scheduler.publish({ kind: 'organisation', organisation: 'sesr' });
    api.scheduler.publish({ kind: 'task', task: taskId(50), organisation: 'sesr' });
    api.scheduler.replaceTask(fakeTask(1));
    await client.until('change');
    await settled();

    expect(client.received.slice(1, -1)).toMatchObject([
      { data: { kind: 'task', task: { id: taskId(1) } } },
      { data: { kind: 'organisation', organisation: { codops: 'debr' } } }
    ]);
  });
});

describe('following the tasks of an organisation that is not there', () => {
  it('is quiet until it is', async () => {
    client.subscribe(1, 'tasks:chrts');
    await client.until('snapshot');
    api.scheduler.publish({ kind: 'run', run: runId(50), task: taskId(50), organisation: 'sesr' });
    api.scheduler.publish({ kind: 'repository', url: '/srv/example' });
    client.subscribe(2, 'tasks:sesr');
    await client.until('snapshot', message => message.subscription === 2);
    api.scheduler.publish({ kind: 'organisation', organisation: 'sesr' });
    await client.until('change', message => message.subscription === 2);
    const before = client.received.filter(message => message.subscription === 1).length;
    api.scheduler.organisations.push(fakeOrganisation('chrts'));
    api.scheduler.publish({ kind: 'organisation', organisation: 'chrts' });

    expect((await client.until('change', message => message.subscription === 1)).data).toMatchObject({ organisation: { codops: 'chrts' } });
    expect(before).toBe(1);
  });
});

describe('following a task', () => {
  it('begins with its newest 200 runs, then tells runs and the task', async () => {
    api.scheduler.runs = Array.from({ length: 205 }, (_, number) => fakeRun(number + 1));
    client.subscribe(1, `task:${taskId(1)}`);
    const { data } = await client.until('snapshot');

    api.scheduler.putRun(fakeRun(206, { status: 'RUNNING' }));
    await client.until('change', message => message.data.kind === 'task');

    expect(data.kind === 'task' ? [data.runs.length, data.runs[0]?.id] : null).toEqual([200, runId(205)]);
    expect(client.received[1]).toMatchObject({ number: 1, data: { kind: 'run', run: { id: runId(206), status: 'RUNNING' } } });
  });

  it('keeps quiet about the runs of other tasks', async () => {
    client.subscribe(1, `task:${taskId(1)}`);
    client.subscribe(2, `task:${taskId(2)}`);
    await client.until('snapshot', message => message.subscription === 2);

    api.scheduler.putRun(fakeRun(300, { task: taskId(2) }));
    await client.until('change', message => message.subscription === 2);

    expect(client.received.filter(message => message.type === 'change' && message.subscription === 1)).toEqual([]);
  });

  it('says so when there is no such task', async () => {
    client.subscribe(1, `task:${taskId(9)}`);

    expect((await client.until('snapshot')).data).toEqual({ kind: 'task', task: null, runs: [] });
  });
});

describe('messages', () => {
  it.each([
    ['{', null],
    ['{"type":"subscribe"}', null],
    ['{"type":"subscribe","subscription":-1,"topic":"organisations"}', null],
    ['{"type":"subscribe","subscription":3,"topic":"everything"}', 3],
    ['{"type":"subscribe","subscription":3,"topic":"tasks:../etc"}', 3],
    ['{"type":"subscribe","subscription":3,"topic":"log:x@0"}', 3],
    [Buffer.from('binary'), null]
  ])('that can not be read are refused and leave the rest alone: %s', async (message, subscription) => {
    client.socket.send(message);

    expect(await client.until('refused')).toMatchObject({ subscription, error: { code: 'bad_request' } });
    client.subscribe(1, 'organisations');
    await client.until('snapshot');
  });

  it('can not take a number that is in use', async () => {
    client.subscribe(1, 'organisations');
    client.subscribe(1, 'tasks:debr');

    expect((await client.until('refused')).error.message).toContain('in use');
  });

  it('can not ask for more subscriptions than one connection has', async () => {
    for (let number = 0; number < 9; number += 1) {
      client.subscribe(number, 'organisations');
    }

    expect(await client.until('refused')).toMatchObject({ subscription: 8 });
  });

  it('end a subscription, whose number is free again', async () => {
    client.subscribe(1, 'organisations');
    await client.until('snapshot');
    client.unsubscribe(1);
    client.unsubscribe(99);
    client.subscribe(1, 'tasks:debr');

    await client.until('snapshot', message => message.data.kind === 'tasks');
    expect(client.received.filter(message => message.type === 'refused')).toEqual([]);
  });

  it('get an answer to a ping', async () => {
    client.socket.send('{"type": "ping"}');
    const [answer] = (await once(client.socket, 'message')) as [Buffer];
    expect(answer.toString()).toBe(PONG);
  });

  it('that are too long end the connection', async () => {
    client.socket.send(`{"type":"${'x'.repeat(100_000)}"}`);

    expect(await new Promise(resolve => client.socket.once('close', resolve))).toBe(1009);
  });
});

describe('what is left afterwards', () => {
  it('is one listener for all connections, and none when the last has gone', async () => {
    const other = await new EventsClient(api).opened();
    for (const each of [client, other]) {
      each.subscribe(1, 'organisations');
      each.subscribe(2, 'tasks:debr');
      await each.until('snapshot', message => message.subscription === 2);
    }
    // The other one counts what has ended.
    expect(api.scheduler.listeners.size).toBe(2);

    await other.close();
    client.unsubscribe(1);
    client.unsubscribe(2);
    await settled();

    expect(api.scheduler.listeners.size).toBe(1);
  });

  it('is nothing when the API closes in the middle of a change', async () => {
    client.subscribe(1, 'organisations');
    await client.until('snapshot');
    api.scheduler.publish({ kind: 'organisation', organisation: 'debr' });

    await api.close();

    expect(api.scheduler.listeners.size).toBe(0);
    expect(api.errors).toEqual([]);
  });

  it('is a connection that goes on when the state can not be read once', async () => {
    client.subscribe(1, 'organisations');
    await client.until('snapshot');
    const { organisations } = api.scheduler;
    Object.defineProperty(api.scheduler, 'organisations', {
      configurable: true,
      get: () => {
        throw new Error('store is locked');
      }
    });
    api.scheduler.publish({ kind: 'organisation', organisation: 'debr' });
    while (api.errors.length === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }
    Object.defineProperty(api.scheduler, 'organisations', { configurable: true, writable: true, value: organisations });
    api.scheduler.publish({ kind: 'organisation', organisation: 'debr' });

    await client.until('change');
  });
});
