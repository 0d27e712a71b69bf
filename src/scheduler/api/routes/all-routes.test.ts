import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiErrorSchema, refuse, type ApiError } from '../../../protocol/errors';
import { createCheck } from '../../../protocol/check';
import type { CommitHash } from '../../../protocol/identity';
import { HealthSchema } from '../../../protocol/health';
import {
  DueTimesAnswerSchema,
  OrganisationsAnswerSchema,
  RunsAnswerSchema,
  TasksAnswerSchema,
  type DueTimesAnswer,
  type RunsAnswer
} from '../../../protocol/list-answers';
import { HistoryAnswerSchema, type HistoryAnswer } from '../../../protocol/run-history';
import { RunSchema } from '../../../protocol/run';
import { TaskSchema } from '../../../protocol/task';
import { fakeOrganisation, fakeRun, fakeTask, runId, taskId } from '../test-support/fake-data';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi();
  api.scheduler.organisations = [fakeOrganisation('debr')];
  api.scheduler.tasks = [fakeTask(1, { name: 'train' })];
  api.scheduler.runs = [fakeRun(1), fakeRun(2, { status: 'FAILURE' }), fakeRun(3)];
});

afterEach(() => api.close());

const post = { method: 'POST' } as const;

function postJson(path: string, value: unknown, method = 'POST'): Promise<Response> {
  return api.fetch(path, { method, body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
}

async function errorOf(answer: Response): Promise<ApiError['error']> {
  const body = createCheck(ApiErrorSchema)(await answer.json());
  if (!body.ok) {
    throw new Error('not an error body');
  }
  return body.value.error;
}

describe('reading over HTTP', () => {
  it.each([
    ['/api/health', HealthSchema],
    ['/api/organisations', OrganisationsAnswerSchema],
    ['/api/tasks', TasksAnswerSchema],
    ['/api/tasks?organisation=debr', TasksAnswerSchema],
    [`/api/tasks/${taskId(1)}`, TaskSchema],
    ['/api/tasks/debr/train', TaskSchema],
    ['/api/tasks/debr%2Ftrain', TaskSchema],
    ['/api/tasks/debr/train/runs', RunsAnswerSchema],
    [`/api/tasks/${taskId(1)}/runs`, RunsAnswerSchema],
    ['/api/tasks/debr%2Ftrain/runs', RunsAnswerSchema],
    ['/api/tasks/debr/train/history', HistoryAnswerSchema],
    [`/api/tasks/${taskId(1)}/history?limit=2`, HistoryAnswerSchema],
    [`/api/runs/${runId(1)}`, RunSchema],
    ['/api/tasks/debr/train/due-times', DueTimesAnswerSchema],
    [`/api/tasks/${taskId(1)}/due-times?limit=1`, DueTimesAnswerSchema]
  ])('answers %s as its schema says, for nobody to keep', async (path, schema) => {
    const answer = await api.fetch(path);

    expect(answer.status).toBe(200);
    expect(createCheck(schema)(await answer.json())).toMatchObject({ ok: true });
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers 503 with the same body when a loop stands still', async () => {
    api.scheduler.loops = [{ name: 'debr', lap: 4, standing_still: true }];

    const answer = await api.fetch('/api/health');

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ version: '1.2.3', loops: [{ lap: 4 }] });
  });

  it.each(['runs', 'due-times', 'history'])('finds the task that is called %s', async name => {
    api.scheduler.tasks.push(fakeTask(3, { name }));

    const answer = await api.fetch(`/api/tasks/debr/${name}`);

    expect(await answer.json()).toMatchObject({ key: `debr/${name}` });
  });

  it('pages due times by the last one', async () => {
    api.scheduler.dueTimes = [13, 12, 11].map(hour => ({
      due_at: `2026-03-02T${hour}:00:00.000Z`,
      outcome: 'missed',
      reason: null,
      run: null
    }));
    const times = async (query: string): Promise<readonly string[]> =>
      ((await (await api.fetch(`/api/tasks/debr/train/due-times?${query}`)).json()) as DueTimesAnswer).due_times.map(({ due_at }) =>
        due_at.slice(11, 13)
      );

    expect([await times('limit=2'), await times('before=2026-03-02T12:00:00.000Z')]).toEqual([['13', '12'], ['11']]);
    expect((await api.fetch('/api/tasks/debr/train/due-times?before=noon')).status).toBe(400);
  });

  it('pages runs by the id of the last one, and by status', async () => {
    const first = (await (await api.fetch('/api/tasks/debr/train/runs?limit=2')).json()) as RunsAnswer;
    const second = (await (await api.fetch(`/api/tasks/debr/train/runs?limit=2&before=${first.runs.at(-1)?.id}`)).json()) as RunsAnswer;
    const failed = (await (await api.fetch('/api/tasks/debr/train/runs?status=FAILURE')).json()) as RunsAnswer;

    expect(first.runs.map(run => run.id)).toEqual([runId(3), runId(2)]);
    expect(second.runs.map(run => run.id)).toEqual([runId(1)]);
    expect(failed.runs.map(run => run.id)).toEqual([runId(2)]);
  });

  it('pages runs in short by the id of the last one, each commit told once', async () => {
    const other = { ...fakeRun(0).commit, hash: 'b'.repeat(40) as CommitHash };
    api.scheduler.runs = [fakeRun(1), fakeRun(2, { commit: other, reason: 'KeyError' }), fakeRun(3)];
    const page = async (query: string) => (await (await api.fetch(`/api/tasks/debr/train/history?${query}`)).json()) as HistoryAnswer;

    const whole = await page('');
    const rest = await page(`limit=1&before=${runId(3)}`);

    expect(whole.runs.map(run => [run.id, run.commit])).toEqual([
      [runId(3), 0],
      [runId(2), 1],
      [runId(1), 0]
    ]);
    expect(whole.commits.map(({ hash }) => hash)).toEqual([fakeRun(1).commit.hash, other.hash]);
    expect(rest.runs).toMatchObject([{ id: runId(2), status: 'SUCCESS', reason: 'KeyError', duration: 72 }]);
    expect((await api.fetch('/api/tasks/debr/train/history?limit=2001')).status).toBe(400);
  });

  it.each(['limit=0', 'limit=1001', 'limit=x', 'status=GREEN', 'before=1', 'sort=up'])(
    'refuses ?%s with the field and what is allowed',
    async query => {
      const answer = await api.fetch(`/api/tasks/debr/train/runs?${query}`);

      expect(answer.status).toBe(400);
      const error = await errorOf(answer);
      expect(error.code).toBe('bad_request');
      expect(error.message).toContain(query.split('=')[0]);
    }
  );

  it.each([
    '/api/tasks/debr/nothing',
    `/api/tasks/${taskId(9)}`,
    '/api/tasks/debr/nothing/runs',
    `/api/runs/${runId(9)}`,
    '/api/runs/x',
    '/api/runs/x/log',
    '/',
    '/api',
    '/metric'
  ])('answers 404 for %s', async path => {
    const answer = await api.fetch(path);

    expect(answer.status).toBe(404);
    expect((await errorOf(answer)).code).toBe('not_found');
  });

  it.each(['/api/%zz', '/api/tasks/%ff/x'])('answers a path that is no text, %s, with 400', async path => {
    const answer = await api.raw(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nAuthorization: Bearer test-token-of-at-least-thirty-two-characters\r\nConnection: close\r\n\r\n`
    );

    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).toContain('"code":"bad_request"');
  });

  it('answers 400 where a websocket is asked for without an upgrade', async () => {
    expect((await api.fetch('/api/events')).status).toBe(400);
  });
});

describe('changing over HTTP', () => {
  it('runs a task now, by id or key, and answers with the run that waits', async () => {
    const byKey = await api.fetch('/api/tasks/debr/train/runs', post);
    const byId = await api.fetch(`/api/tasks/${taskId(1)}/runs`, post);

    expect(byKey.status).toBe(202);
    expect(await byKey.json()).toMatchObject({ task: taskId(1), status: 'QUEUED' });
    expect(byId.status).toBe(202);
    expect(api.scheduler.calls).toEqual([
      ['runNow', taskId(1)],
      ['runNow', taskId(1)]
    ]);
  });

  it('takes a post that names JSON and has no body', async () => {
    const answer = await api.fetch('/api/tasks/debr/train/runs', { ...post, headers: { 'content-type': 'application/json' } });

    expect(answer.status).toBe(202);
  });

  it('passes a refusal of the services on with its status, message and details', async () => {
    api.scheduler.refusal = refuse('task_running', 'debr/train is running', { run: runId(3) });

    const answer = await api.fetch('/api/tasks/debr/train/runs', post);

    expect(answer.status).toBe(409);
    expect(await errorOf(answer)).toEqual({ code: 'task_running', message: 'debr/train is running', details: { run: runId(3) } });
  });

  it('stops a run, and refuses one that has ended', async () => {
    api.scheduler.runs.push(fakeRun(4, { status: 'RUNNING' }));

    expect((await api.fetch(`/api/runs/${runId(4)}/stop`, post)).status).toBe(202);
    expect((await errorOf(await api.fetch(`/api/runs/${runId(1)}/stop`, post))).code).toBe('run_ended');
  });

  it('hands preflight and working copies to the commands as they were sent', async () => {
    const request = {
      organisation: 'debr',
      name: 'x',
      definition: { notebook: 'a.ipynb', method: 'f' },
      notebook: { cells: [] },
      path: null,
      replaces: null
    };
    const write = { root: '/r', path: 'peach.yaml', text: 'codops: débr\n', expected: null };
    const commit = { root: '/r', paths: ['peach.yaml'], message: 'register x' };

    const answers = await Promise.all([
      postJson('/api/preflight', request),
      api.fetch('/api/working-copies?path=%2Fr%2Fa%20b.ipynb'),
      api.fetch('/api/working-copies/file?root=%2Fr&path=peach.yaml'),
      postJson('/api/working-copies/file', write, 'PUT'),
      postJson('/api/working-copies/commit', commit)
    ]);

    expect(answers.map(answer => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Map(api.scheduler.calls.map(([name, input]) => [name, input]))).toEqual(
      new Map<string, unknown>([
        ['preflight', request],
        ['workingCopy', '/r/a b.ipynb'],
        ['workingFile', { root: '/r', path: 'peach.yaml' }],
        ['writeWorkingFile', write],
        ['commitWorkingFiles', commit]
      ])
    );
  });

  it('takes a notebook of 60 MiB in a preflight, and nothing over a few KiB elsewhere', async () => {
    const notebook = 'x'.repeat(60 * 1024 * 1024);
    const request = {
      organisation: 'debr',
      name: 'x',
      definition: { notebook: 'a.ipynb', method: 'f' },
      notebook,
      path: null,
      replaces: null
    };

    expect((await postJson('/api/preflight', request)).status).toBe(200);
    const answer = await postJson('/api/working-copies/commit', { root: '/r', paths: ['a'], message: 'x'.repeat(100_000) });
    expect(answer.status).toBe(413);
    expect((await errorOf(answer)).code).toBe('too_large');
  });

  it('ends the scheduler when asked', async () => {
    const answer = await api.fetch('/api/shutdown', post);

    expect(answer.status).toBe(202);
    expect(api.scheduler.calls).toEqual([['shutdown', null]]);
  });
});

describe('pause and resume over HTTP', () => {
  it.each([`/api/tasks/${taskId(1)}`, '/api/tasks/debr/train', '/api/tasks/debr%2Ftrain'])('of the task at %s', async path => {
    const paused = await api.fetch(`${path}/pause`, post);
    const resumed = await api.fetch(`${path}/resume`, post);

    expect([await paused.json(), await resumed.json()]).toMatchObject([
      { key: 'debr/train', paused: true },
      { key: 'debr/train', paused: false }
    ]);
  });

  it.each(['/api/loops/debr', '/api/loops'])('of what %s names', async path => {
    expect(await (await api.fetch(`${path}/pause`, post)).json()).toEqual({ paused: true });
    expect(await (await api.fetch(`${path}/resume`, post)).json()).toEqual({ paused: false });
  });

  it('is refused where there is no such task', async () => {
    expect(await errorOf(await api.fetch('/api/tasks/debr/nothing/pause', post))).toMatchObject({ code: 'not_found' });
  });
});

describe('run now over HTTP', () => {
  it('takes arguments of its own, none, or no body at all', async () => {
    await api.fetch('/api/tasks/debr/train/runs', post);
    await postJson('/api/tasks/debr/train/runs', {});
    await postJson(`/api/tasks/${taskId(1)}/runs`, { args: { days: 7, nested: [null] } });

    expect(api.scheduler.calls.map(([, input]) => input)).toEqual([
      taskId(1),
      taskId(1),
      { task: taskId(1), args: { days: 7, nested: [null] } }
    ]);
  });

  it.each([[{ args: 7 }], [{ arguments: {} }], [[]]])('refuses %j', async body => {
    expect(await errorOf(await postJson('/api/tasks/debr/train/runs', body))).toMatchObject({ code: 'bad_request' });
  });
});
