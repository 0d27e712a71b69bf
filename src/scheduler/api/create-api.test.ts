import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiErrorSchema, type ApiError } from '../../protocol/errors';
import { createCheck } from '../../protocol/check';
import { fakeRun, runId } from './test-support/fake-data';
import { startTestApi, type TestApi } from './test-support/test-api';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi();
  api.scheduler.runs = [fakeRun(1)];
});

afterEach(() => api.close());

const post = { method: 'POST' } as const;

async function errorOf(answer: Response): Promise<ApiError['error']> {
  const body = createCheck(ApiErrorSchema)(await answer.json());
  if (!body.ok) {
    throw new Error('not an error body');
  }
  return body.value.error;
}

describe('requests that are wrong', () => {
  it.each([
    ['DELETE', '/api/tasks', 'GET'],
    ['GET', '/api/shutdown', 'POST'],
    ['PATCH', '/api/tasks/debr/train/runs', 'GET, POST'],
    ['HEAD', '/api/health', 'GET']
  ])('answers 405 to %s %s and says what it takes', async (method, path, allow) => {
    const answer = await api.fetch(path, { method, ...(method === 'GET' || method === 'HEAD' ? {} : { body: '{broken' }) });

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
  });

  it.each([
    ['{broken', 'application/json', 'not JSON'],
    ['', 'application/json', 'must be object'],
    ['[]', 'application/json', 'must be object'],
    ['root=x', 'application/x-www-form-urlencoded', 'application/json'],
    ['{"root": "/r", "paths": [], "message": "m"}', 'application/json', 'paths']
  ])('refuses the body %j', async (body, type, words) => {
    const answer = await api.fetch('/api/working-copies/commit', { ...post, body, headers: { 'content-type': type } });

    expect(answer.status).toBe(400);
    expect((await errorOf(answer)).message).toContain(words);
  });

  it('refuses a body that is not UTF-8 instead of writing other characters', async () => {
    const body = Buffer.concat([
      Buffer.from('{"root":"/r","path":"peach.yaml","expected":null,"text":"'),
      Buffer.from([0xff]),
      Buffer.from('"}')
    ]);

    const answer = await api.fetch('/api/working-copies/file', { method: 'PUT', body, headers: { 'content-type': 'application/json' } });

    expect((await errorOf(answer)).message).toContain('UTF-8');
    expect(api.scheduler.calls).toEqual([]);
  });

  it('hides an inner failure from the client and logs it', async () => {
    api.scheduler.logs.broken = true;
    Object.defineProperty(api.scheduler.logs, 'size', { value: () => Promise.reject(new Error('disk on fire at /secret/path')) });

    const answer = await api.fetch(`/api/runs/${runId(1)}/log`);

    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).toContain('"code":"internal"');
    expect(text).not.toContain('secret');
    expect(api.errors).toMatchObject([{ method: 'GET', path: `/api/runs/${runId(1)}/log` }]);
  });
});

describe('closing', () => {
  it('ends the connections and takes no more', async () => {
    await api.fetch('/api/health');

    await api.close();

    await expect(api.fetch('/api/health')).rejects.toThrow();
    api = await startTestApi();
  });

  it('lets an answer that is being made arrive', async () => {
    let finish: () => void = () => undefined;
    const asked = new Promise<void>(resolve => {
      api.scheduler.logs.size = async () => {
        resolve();
        await new Promise<void>(done => (finish = done));
        return 0;
      };
    });
    const answer = api.fetch(`/api/runs/${runId(1)}/log`);
    await asked;

    const closed = api.close();
    finish();

    expect((await answer).status).toBe(200);
    await closed;
  });

  it('does not wait for a connection that never sent a request', async () => {
    const socket = api.open();
    await new Promise(resolve => socket.once('connect', resolve));
    const end = new Promise(resolve => socket.once('close', resolve));
    await (await api.fetch('/api/health')).text();
    vi.useFakeTimers({ toFake: ['setTimeout'] });

    await api.close();

    vi.useRealTimers();
    await end;
  });
});
