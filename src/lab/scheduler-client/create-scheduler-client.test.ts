// @vitest-environment jsdom
import { ServerConnection } from '@jupyterlab/services';
import { describe, expect, it, vi } from 'vitest';
import { createSchedulerClient } from './create-scheduler-client';

/** Settings of a server at a base URL of its own, with a token, that gives these answers in order. */
function serverWith(...answers: readonly Response[]) {
  const left = [...answers];
  const send = vi.fn<typeof fetch>(() => Promise.resolve(left.shift() ?? new Response('', { status: 500 })));
  const settings = ServerConnection.makeSettings({
    baseUrl: 'http://localhost:1/lab-of-ann/',
    wsUrl: 'ws://localhost:1/lab-of-ann/',
    token: 'a token',
    appendToken: true,
    fetch: send
  });
  const requests = () => send.mock.calls.map(([request]) => (request instanceof Request ? request : new Request(request)));
  return { settings, requests };
}

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

describe('createSchedulerClient', () => {
  it('asks the Jupyter server, below its base URL and with its token', async () => {
    const { settings, requests } = serverWith(json({ state: 'starting', reason: null }));
    expect(await createSchedulerClient(settings).status()).toEqual({ state: 'starting', reason: null });
    expect(requests().map(each => [each.method, each.url.split('?')[0], each.headers.get('Authorization')])).toEqual([
      ['GET', 'http://localhost:1/lab-of-ann/peach/scheduler', 'token a token']
    ]);
  });

  it('starts the scheduler', async () => {
    const { settings, requests } = serverWith(json({ state: 'running', reason: null }));
    await createSchedulerClient(settings).start();
    expect(requests().map(each => `${each.method} ${new URL(each.url).pathname}`)).toEqual(['POST /lab-of-ann/peach/scheduler/start']);
  });

  it('rejects with the server’s own words where it refuses', async () => {
    const refusal = { error: { code: 'unreachable', message: 'Node is missing; install it.', details: null } };
    const { settings } = serverWith(json(refusal, 503));
    await expect(createSchedulerClient(settings).start()).rejects.toThrow('Node is missing; install it.');
  });

  it('says that the server does not let this person in, in its words', async () => {
    const refusal = { error: { code: 'forbidden', message: 'You may not read peach_lab', details: null } };
    const { settings } = serverWith(json(refusal, 403), json(refusal, 403));
    expect(await createSchedulerClient(settings).status()).toMatchObject({ state: 'refused', reason: 'You may not read peach_lab' });
    await expect(createSchedulerClient(settings).start()).rejects.toThrow('You may not read peach_lab');
  });

  it('rejects where the server has no such extension', async () => {
    const { settings } = serverWith(new Response('<html>', { status: 404 }));
    await expect(createSchedulerClient(settings).status()).rejects.toThrow('404');
  });

  it('sends what the API client asks for through the proxy', async () => {
    const { settings, requests } = serverWith(json({ findings: [] }));
    const api = await createSchedulerClient(settings).api();
    const definition = { notebook: 'a.ipynb', method: 'f' };
    const answer = await api.preflight({ organisation: 'debr', name: 'f', definition, notebook: {}, path: null, replaces: null });
    expect(answer).toEqual({ ok: true, value: { findings: [] } });
    const [request] = requests();
    expect(`${request?.method} ${new URL(request?.url ?? '').pathname}`).toBe('POST /lab-of-ann/peach/api/preflight');
    expect(request?.headers.get('Content-Type')).toBe('application/json');
  });

  it('has both halves looked at by the Jupyter server', async () => {
    const report = { checks: [{ name: 'git', half: 'scheduler', state: 'ok', found: '2.39.5', remedy: null }] };
    const { settings, requests } = serverWith(json(report));
    expect(await createSchedulerClient(settings).examine()).toEqual({ ok: true, value: report });
    expect(requests().map(each => `${each.method} ${new URL(each.url).pathname}`)).toEqual(['GET /lab-of-ann/peach/doctor']);
  });

  it('says that nobody looked where the Jupyter server does not answer', async () => {
    const settings = ServerConnection.makeSettings({ baseUrl: 'http://localhost:1/', fetch: () => Promise.reject(new TypeError('gone')) });
    expect(await createSchedulerClient(settings).examine()).toMatchObject({ ok: false, failure: { code: 'unreachable' } });
  });
});
