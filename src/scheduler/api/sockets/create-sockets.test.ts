import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventsClient } from '../test-support/events-client';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi({ pingInterval: 20 });
});

afterEach(() => api.close());

function closed(client: EventsClient): Promise<number> {
  return new Promise(resolve => client.socket.once('close', resolve));
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('an attached Jupyter server', () => {
  const path = '/api/attach?root=%2Fhome%2Fada%2Fmy%20work';

  it('is known by its root folder while its websocket is open', async () => {
    const jupyter = await new EventsClient(api, path).opened();
    await until(() => api.scheduler.attached.length === 1);
    expect(api.scheduler.attached).toEqual(['/home/ada/my work']);

    await jupyter.close();

    await until(() => api.scheduler.attached.length === 0);
  });

  it('is detached when it no longer answers, as a machine that went to sleep', async () => {
    const jupyter = await new EventsClient(api, path).opened();
    await until(() => api.scheduler.attached.length === 1);

    jupyter.socket.pause();

    await until(() => api.scheduler.attached.length === 0);
    jupyter.socket.terminate();
  });

  it('stays while it answers', async () => {
    const jupyter = await new EventsClient(api, path).opened();
    let pings = 0;
    await new Promise<void>(resolve =>
      jupyter.socket.on('ping', () => {
        pings += 1;
        if (pings === 5) {
          resolve();
        }
      })
    );

    expect(api.scheduler.attached).toHaveLength(1);
    await jupyter.close();
  });

  it('is told when the scheduler ends', async () => {
    const jupyter = await new EventsClient(api, path).opened();
    const end = closed(jupyter);

    await api.close();

    expect(await end).toBe(1001);
    expect(api.scheduler.attached).toEqual([]);
  });
});

describe('ending the API', () => {
  it('leaves no timer, socket or server behind', async () => {
    const resources = () =>
      process
        .getActiveResourcesInfo()
        .filter(name => /Timeout|TCP/.test(name))
        .sort();
    const before = resources();
    const other = await startTestApi({ pingInterval: 20 });
    const client = await new EventsClient(other, '/api/attach?root=%2Fx').opened();
    client.subscribe(1, 'organisations');

    await other.close();
    await client.close();

    expect(resources()).toEqual(before);
  });

  it('does not wait for a peer that never says goodbye', async () => {
    const patient = await startTestApi();
    const silent = await new EventsClient(patient).opened();
    silent.socket.pause();

    await patient.close();

    silent.socket.terminate();
    await expect(patient.fetch('/api/health')).rejects.toThrow();
  });
});
