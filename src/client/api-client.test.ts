import { describe, expect, it, vi } from 'vitest';
import { createApiClient } from './api-client';
import type { HttpRequest, IHttp, IHttpResponse } from './http';
import { sampleOrganisation, sampleRun, sampleRunId, sampleTask, sampleTaskId } from './test-support/samples';

function answering(status: number, body: unknown): { readonly http: IHttp; readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const response: IHttpResponse = {
    status,
    text: () => Promise.resolve(typeof body === 'string' ? body : JSON.stringify(body)),
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(String(body)).buffer)
  };
  return { requests, http: { send: request => (requests.push(request), Promise.resolve(response)) } };
}

describe('the API client', () => {
  it('reads lists out of their answers', async () => {
    const tasks = createApiClient(answering(200, { tasks: [sampleTask(1)] }).http);
    const organisations = createApiClient(answering(200, { organisations: [sampleOrganisation()] }).http);
    expect(await tasks.tasks('debr')).toEqual({ ok: true, value: [sampleTask(1)] });
    expect(await organisations.organisations()).toEqual({ ok: true, value: [sampleOrganisation()] });
  });

  it('names the page in the query, and leaves out what is not asked for', async () => {
    const { http, requests } = answering(200, { runs: [] });
    const client = createApiClient(http);
    await client.runs(sampleTaskId(1), { limit: 50, before: sampleRunId(7) });
    await client.tasks(null);
    expect(requests.map(request => request.path)).toEqual([`tasks/${sampleTaskId(1)}/runs?limit=50&before=${sampleRunId(7)}`, 'tasks']);
  });

  it('gives each run of a history its own commit again', async () => {
    const { id, status, reason, queued_at, started_at, duration, commit, version } = sampleRun(1);
    const row = { id, status, reason, queued_at, started_at, duration };
    const { http, requests } = answering(200, {
      runs: [
        { ...row, commit: 0 },
        { ...row, commit: 7 }
      ],
      commits: [commit]
    });
    const answer = await createApiClient(http).history(sampleTaskId(1), { limit: 2, before: null });
    expect(answer).toEqual({ ok: true, value: [{ ...row, commit, version }] });
    expect(requests[0]?.path).toBe(`tasks/${sampleTaskId(1)}/history?limit=2`);
  });

  it('escapes what a person wrote', async () => {
    const { http, requests } = answering(404, {});
    await createApiClient(http).workingCopy('/home/ann/a b&c.ipynb');
    expect(requests[0]?.path).toBe('working-copies?path=%2Fhome%2Fann%2Fa%20b%26c.ipynb');
  });

  it('starts and stops', async () => {
    const { http, requests } = answering(202, sampleRun(1));
    const client = createApiClient(http);
    await client.runNow(sampleTaskId(1));
    await client.stop(sampleRunId(1));
    expect(requests.map(request => `${request.method} ${request.path}`)).toEqual([
      `POST tasks/${sampleTaskId(1)}/runs`,
      `POST runs/${sampleRunId(1)}/stop`
    ]);
  });

  it('pauses and resumes tasks and loops', async () => {
    const task = answering(200, sampleTask(1));
    const loop = answering(200, { paused: true });
    await createApiClient(task.http).pauseTask(sampleTaskId(1), true);
    await createApiClient(task.http).pauseTask(sampleTaskId(1), false);
    expect(await createApiClient(loop.http).pauseLoop('debr', false)).toEqual({ ok: true, value: { paused: true } });
    expect([...task.requests, ...loop.requests].map(request => `${request.method} ${request.path}`)).toEqual([
      `POST tasks/${sampleTaskId(1)}/pause`,
      `POST tasks/${sampleTaskId(1)}/resume`,
      'POST loops/debr/resume'
    ]);
  });

  it('answers with the refusal of the scheduler', async () => {
    const error = { code: 'task_running', message: 'debr/task_1 is running', details: null };
    const answer = await createApiClient(answering(409, { error }).http).runNow(sampleTaskId(1));
    expect(answer).toEqual({ ok: false, failure: error });
  });

  it('says so when the answer is something else', async () => {
    const proxy = await createApiClient(answering(502, '<html>').http).run(sampleRunId(1));
    const wrong = await createApiClient(answering(200, { id: 'x' }).http).run(sampleRunId(1));
    expect(proxy).toMatchObject({ ok: false, failure: { code: 'unexpected_answer' } });
    expect(wrong).toMatchObject({ ok: false, failure: { code: 'unexpected_answer' } });
  });

  it('says so when nobody answers, and never rejects', async () => {
    const send = vi.fn<IHttp['send']>().mockRejectedValue(new TypeError('failed to fetch'));
    const answer = await createApiClient({ send }).run(sampleRunId(1));
    expect(answer).toMatchObject({ ok: false, failure: { code: 'unreachable', details: 'TypeError: failed to fetch' } });
  });

  it('asks for a part of a log by its bytes', async () => {
    const { http, requests } = answering(206, 'abc');
    const answer = await createApiClient(http).log(sampleRunId(1), { from: 10, to: 13 });
    expect(requests[0]?.headers).toEqual({ Range: 'bytes=10-12' });
    expect(answer.ok && new TextDecoder().decode(answer.value)).toBe('abc');
  });

  it('asks for a whole log without a range, and finds no bytes beyond its end', async () => {
    const whole = answering(200, 'abc');
    await createApiClient(whole.http).log(sampleRunId(1), { from: 0, to: null });
    const beyond = await createApiClient(answering(416, {}).http).log(sampleRunId(1), { from: 99, to: null });
    expect(whole.requests[0]?.headers).toEqual({});
    expect(beyond).toEqual({ ok: true, value: new Uint8Array() });
  });
});
