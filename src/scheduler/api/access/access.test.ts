import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ROLES, type AccessEntry, type Role } from '../../../protocol/access';
import type { Route } from '../http/route';
import { ALL_ROUTES } from '../routes/all-routes';
import { EventsClient } from '../test-support/events-client';
import { fakeOrganisation, fakeRepository, fakeRun, fakeTask, fakeTrial, runId, taskId } from '../test-support/fake-data';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;

const member = (name: string, role: Role, organisations: AccessEntry['organisations']): AccessEntry => ({
  name,
  token_sha256: createHash('sha256').update(`token-of-${name}`).digest('hex'),
  role,
  organisations
});

/** Four roles in one organisation, four in all; one with two entries. */
const ACCESS: readonly AccessEntry[] = [
  ...ROLES.map(role => member(`debr-${role}`, role, ['debr'])),
  ...ROLES.map(role => member(`all-${role}`, role, 'all')),
  member('both', 'viewer', ['debr']),
  member('both', 'operator', ['sesr'])
];

type Place = { readonly organisation: string; readonly name: string; readonly id: string; readonly run: string };

const OURS: Place = { organisation: 'debr', name: 'train', id: taskId(1), run: runId(1) };
const THEIRS: Place = { organisation: 'sesr', name: 'score', id: taskId(2), run: runId(2) };

beforeEach(async () => {
  api = await startTestApi({}, { access: ACCESS });
  const { scheduler } = api;
  scheduler.repositories = [fakeRepository({ url: '/srv/debr' }), fakeRepository({ url: '/srv/sesr' })];
  scheduler.organisations = [
    fakeOrganisation('debr', { repositories: [fakeRepository({ url: '/srv/debr' })] }),
    fakeOrganisation('sesr', { repositories: [fakeRepository({ url: '/srv/sesr' })] })
  ];
  scheduler.tasks = [fakeTask(1, { name: 'train' }), fakeTask(2, { organisation: 'sesr', name: 'score' })];
  scheduler.runs = [
    fakeRun(1, { status: 'RUNNING', ended_at: null, log_bytes: 3 }),
    fakeRun(2, { status: 'RUNNING', ended_at: null, task: taskId(2), organisation: 'sesr' })
  ];
  scheduler.trials = scheduler.runs.map(run => fakeTrial('tried', { run }));
  scheduler.loops = ['debr', 'sesr', 'metadata'].map(name => ({ name, lap: 1, standing_still: false }));
  scheduler.logs.append(runId(1), 'abc');
});

afterEach(() => api.close());

function ask(name: string, path: string, init: RequestInit = {}): Promise<Response> {
  return api.fetch(path, { ...init, headers: { authorization: `Bearer token-of-${name}`, 'content-type': 'application/json' } });
}

/** What a call needs: the role in the organisation, or in all of them; `owner`: the scheduler's own secret. */
const NEEDS: Readonly<Record<string, readonly ['own' | 'all', Role] | 'owner' | 'nothing'>> = {
  'GET /api/health': 'nothing',
  'GET /api/openapi.json': 'nothing',
  'GET /api/organisations': 'nothing',
  'GET /api/tasks': 'nothing',
  'GET /metrics': ['all', 'viewer'],
  'GET /api/tasks/:task': ['own', 'viewer'],
  'GET /api/tasks/:organisation/:name': ['own', 'viewer'],
  'GET /api/tasks/:task/runs': ['own', 'viewer'],
  'GET /api/tasks/:organisation/:name/runs': ['own', 'viewer'],
  'GET /api/tasks/:task/history': ['own', 'viewer'],
  'GET /api/tasks/:organisation/:name/history': ['own', 'viewer'],
  'GET /api/tasks/:task/due-times': ['own', 'viewer'],
  'GET /api/tasks/:organisation/:name/due-times': ['own', 'viewer'],
  'GET /api/runs/:run': ['own', 'viewer'],
  'GET /api/runs/:run/log': ['own', 'viewer'],
  'GET /api/runs/:run/log/lines': ['own', 'viewer'],
  'GET /api/runs/:run/log/times': ['own', 'viewer'],
  'GET /api/runs/:run/log/search': ['own', 'viewer'],
  'POST /api/preflight': ['own', 'viewer'],
  'GET /api/trials/:run': ['own', 'viewer'],
  'POST /api/tasks/:task/runs': ['own', 'operator'],
  'POST /api/tasks/:organisation/:name/runs': ['own', 'operator'],
  'POST /api/tasks/:task/pause': ['own', 'operator'],
  'POST /api/tasks/:task/resume': ['own', 'operator'],
  'POST /api/tasks/:organisation/:name/pause': ['own', 'operator'],
  'POST /api/tasks/:organisation/:name/resume': ['own', 'operator'],
  'POST /api/loops/:loop/pause': ['own', 'operator'],
  'POST /api/loops/:loop/resume': ['own', 'operator'],
  'POST /api/runs/:run/stop': ['own', 'operator'],
  'POST /api/loops/pause': ['all', 'operator'],
  'POST /api/loops/resume': ['all', 'operator'],
  'POST /api/shutdown': ['all', 'admin'],
  'GET /api/working-copies': 'owner',
  'POST /api/trials': 'owner',
  'GET /api/notebook-tasks': 'owner',
  'GET /api/working-copies/file': 'owner',
  'PUT /api/working-copies/file': 'owner',
  'POST /api/working-copies/commit': 'owner'
};

const QUERIES: Readonly<Record<string, string>> = {
  '/api/runs/:run/log/times': '?from=0&to=9',
  '/api/runs/:run/log/search': '?text=a',
  '/api/working-copies': '?path=/home/ada/work',
  '/api/notebook-tasks': '?path=/home/ada/work/a.ipynb',
  '/api/working-copies/file': '?root=/home/ada/work&path=peach.yaml'
};

function bodyOf(route: Route, place: Place): object | null {
  if (route.path === '/api/preflight') {
    const definition = { notebook: 'a.ipynb', method: 'task' };
    return { organisation: place.organisation, name: 'x', definition, notebook: {}, path: '/home/ada/a.ipynb', replaces: null };
  }
  if (route.path === '/api/trials') {
    const definition = { notebook: 'a.ipynb', method: 'task' };
    return { organisation: place.organisation, name: 'x', definition, notebook: null, path: '/home/ada/a.ipynb' };
  }
  const file = { root: '/home/ada/work', path: 'peach.yaml', text: '', expected: null };
  return route.path === '/api/working-copies/file' && route.method === 'PUT'
    ? file
    : route.path.endsWith('/commit')
      ? { root: '/home/ada/work', paths: ['peach.yaml'], message: 'm' }
      : null;
}

function queryOf(route: Route): string {
  return route.method === 'GET' ? (QUERIES[route.path] ?? '') : '';
}

async function call(name: string, route: Route, place: Place): Promise<number> {
  const values: Readonly<Record<string, string>> = {
    ':task': place.id,
    ':organisation': place.organisation,
    ':name': place.name,
    ':run': place.run,
    ':loop': place.organisation
  };
  const path = route.path.replaceAll(/:\w+/g, part => values[part] ?? '');
  const body = bodyOf(route, place);
  const answer = await ask(name, `${path}${queryOf(route)}`, {
    method: route.method,
    ...(body === null ? {} : { body: JSON.stringify(body) })
  });
  await answer.arrayBuffer();
  return answer.status;
}

const websockets = ['/api/events', '/api/attach'];
const routes = ALL_ROUTES.filter(({ path }) => !websockets.includes(path)).map(route => [`${route.method} ${route.path}`, route] as const);

describe('each call', () => {
  it('is in the table', () => {
    expect(routes.map(([name]) => name).toSorted()).toEqual(Object.keys(NEEDS).toSorted());
  });

  it.each(routes)('%s: each role may do what it is for, and no more', async (name, route) => {
    const needs = NEEDS[name];
    for (const [place, role] of ROLES.entries()) {
      for (const scope of ['debr', 'all'] as const) {
        const status = await call(`${scope}-${role}`, route, OURS);
        const allowed =
          needs === 'nothing' ||
          (Array.isArray(needs) && (needs[0] === 'own' || scope === 'all') && place >= ROLES.indexOf((needs as readonly ['own', Role])[1]));
        expect([scope, role, status < 300 ? 'done' : status]).toEqual([scope, role, allowed ? 'done' : 403]);
      }
    }
  });

  it.each(routes.filter(([name]) => NEEDS[name]?.[0] === 'own'))('%s: what is in another organisation does not exist', async (_, route) => {
    for (const role of ROLES) {
      expect([role, await call(`debr-${role}`, route, THEIRS)]).toEqual([role, 404]);
      expect(await call(`all-${role}`, route, THEIRS)).not.toBe(404);
    }
  });

  it.each(routes.filter(([, { path }]) => path.includes(':')))('%s: the answer is the one to what nobody has', async (_, route) => {
    const text = async (place: Place): Promise<string> => {
      const values: Readonly<Record<string, string>> = { ':task': place.id, ':organisation': place.organisation, ':name': place.name };
      const path = route.path.replaceAll(/:\w+/g, part => values[part] ?? (part === ':run' ? place.run : place.organisation));
      const answer = await ask('debr-admin', `${path}${queryOf(route)}`, { method: route.method });
      return (await answer.text()).replaceAll(place.id, 'ID').replaceAll(place.run, 'RUN').replaceAll(place.organisation, 'ORG');
    };
    const nowhere = { organisation: 'nowhere', name: 'score', id: taskId(99), run: runId(99) };

    expect(await text(THEIRS)).toBe(await text(nowhere));
  });

  it('refused for want of a role names the role', async () => {
    const answer = await ask('debr-viewer', `/api/tasks/debr/train/runs`, { method: 'POST' });

    expect(await answer.json()).toMatchObject({
      error: { code: 'forbidden', message: 'running a task needs the role operator in debr; yours is viewer' }
    });
    expect(api.scheduler.calls).toEqual([]);
  });

  it('may have another role in another organisation', async () => {
    expect((await ask('both', '/api/tasks/debr/train/runs', { method: 'POST' })).status).toBe(403);
    expect((await ask('both', '/api/tasks/sesr/score/runs', { method: 'POST' })).status).toBe(202);
  });

  it('of a member never tells what lies on the scheduler’s machine', async () => {
    await call('all-admin', routes.find(([name]) => name === 'POST /api/preflight')![1], OURS);

    expect(api.scheduler.calls).toMatchObject([['preflight', { path: null }]]);
  });
});

describe('lists', () => {
  const listed = async (name: string): Promise<unknown> => {
    const read = async (path: string): Promise<Record<string, readonly Record<string, unknown>[]>> =>
      (await ask(name, path)).json() as Promise<Record<string, readonly Record<string, unknown>[]>>;
    return {
      organisations: (await read('/api/organisations')).organisations!.map(({ codops }) => codops),
      tasks: (await read('/api/tasks')).tasks!.map(({ key }) => key),
      others: (await read('/api/tasks?organisation=sesr')).tasks!.map(({ key }) => key),
      loops: (await read('/api/health')).loops!.map(loop => loop.name)
    };
  };

  it('hold what the member may see', async () => {
    expect(await listed('debr-viewer')).toEqual({
      organisations: ['debr'],
      tasks: ['debr/train'],
      others: [],
      loops: ['debr', 'metadata']
    });
    expect(await listed('all-viewer')).toEqual({
      organisations: ['debr', 'sesr'],
      tasks: ['debr/train', 'sesr/score'],
      others: ['sesr/score'],
      loops: ['debr', 'sesr', 'metadata']
    });
  });

  it('of health say nothing of a loop of others that stands still', async () => {
    api.scheduler.loops = [{ name: 'sesr', lap: 1, standing_still: true }];

    expect((await ask('debr-viewer', '/api/health')).status).toBe(200);
    expect((await ask('all-viewer', '/api/health')).status).toBe(503);
  });
});

describe('events', () => {
  const follow = async (name: string): Promise<EventsClient> => new EventsClient(api, '/api/events', `token-of-${name}`).opened();

  it('of other organisations are not told', async () => {
    const client = await follow('debr-admin');
    client.subscribe(1, 'organisations');
    client.subscribe(2, 'tasks:sesr');
    client.subscribe(3, `task:${taskId(2)}`);
    client.subscribe(4, `log:${runId(2)}@0`);
    client.subscribe(5, 'tasks:debr');
    const snapshots = [];
    for (const number of [1, 2, 3, 4]) {
      snapshots.push(await client.until('snapshot', ({ subscription }) => subscription === number));
    }
    api.scheduler.publish({ kind: 'repository', url: '/srv/sesr' });
    api.scheduler.replaceTask({ ...api.scheduler.tasks[1]!, state: 'RUNNING' });
    api.scheduler.replaceTask({ ...api.scheduler.tasks[0]!, state: 'RUNNING' });
    await client.until('change', ({ subscription }) => subscription === 5);

    expect(JSON.stringify(snapshots[0])).toContain('"debr"');
    expect(snapshots[1]).toMatchObject({ data: { tasks: [] } });
    expect(snapshots[2]).toMatchObject({ data: { task: null, runs: [] } });
    expect(snapshots[3]).toMatchObject({ data: { run: null } });
    expect(JSON.stringify(client.received)).not.toMatch(/sesr|score/);
    await client.close();
  });

  it('of what he sees are told', async () => {
    const client = await follow('debr-viewer');
    client.subscribe(1, `log:${runId(1)}@0`);

    expect(await client.until('frame')).toMatchObject({ offset: 0 });
    await client.close();
  });

  it('end for members when the members change, and begin again only for those who stay', async () => {
    const gone = await follow('debr-viewer');
    const owner = await new EventsClient(api).opened();
    const closed = new Promise<number>(resolve => gone.socket.once('close', resolve));
    api.setMembers(ACCESS.filter(({ name }) => name !== 'debr-viewer'));

    expect(await closed).toBe(1008);
    expect((await ask('debr-viewer', '/api/health')).status).toBe(401);
    expect((await ask('debr-operator', '/api/health')).status).toBe(200);
    expect(owner.socket.readyState).toBe(WebSocket.OPEN);
    await owner.close();
  });

  it.each(['debr-admin', 'all-admin'])('a Jupyter server of %s is not attached', async name => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/api/attach?root=/home/ada`, {
      headers: { authorization: `Bearer token-of-${name}` }
    });

    expect(await new Promise(resolve => socket.once('unexpected-response', (_, answer) => resolve(answer.statusCode)))).toBe(403);
    expect(api.scheduler.attached).toEqual([]);
  });
});

describe('a run’s own token', () => {
  it('reaches its organisation while it runs', async () => {
    const asRun = (path: string, method = 'GET'): Promise<Response> =>
      api.fetch(path, { method, headers: { authorization: `Bearer ${runId(1)}` } });

    expect((await asRun('/api/tasks/debr/train')).status).toBe(200);
    expect((await asRun('/api/tasks/debr/train/pause', 'POST')).status).toBe(200);
    expect((await asRun('/api/tasks/sesr/score')).status).toBe(404);
    expect((await asRun('/api/shutdown', 'POST')).status).toBe(403);
    expect((await asRun('/api/working-copies?path=/')).status).toBe(403);
    api.scheduler.endRun(runId(1), 'SUCCESS');
    expect((await asRun('/api/tasks/debr/train')).status).toBe(401);
  });

  it('ends what it follows when it ends', async () => {
    const client = await new EventsClient(api, '/api/events', runId(1)).opened();
    client.subscribe(1, 'tasks:debr');
    await client.until('snapshot');
    const closed = new Promise<number>(resolve => client.socket.once('close', resolve));

    api.scheduler.endRun(runId(1), 'SUCCESS');

    expect(await closed).toBe(1008);
  });
});

describe('the audit log', () => {
  it('tells who changed what, and what was refused', async () => {
    await ask('debr-operator', '/api/tasks/debr/train/runs', { method: 'POST' });
    await ask('debr-viewer', `/api/runs/${runId(1)}/stop`, { method: 'POST' });
    await api.fetch('/api/loops/debr/pause', { method: 'POST' });
    await ask('all-admin', '/api/loops/resume', { method: 'POST' });
    await ask('all-admin', '/api/shutdown', { method: 'POST' });
    await ask('debr-viewer', '/api/tasks/debr/train');

    expect(api.audit).toEqual([
      { principal: 'member', name: 'debr-operator', action: 'run_now', organisation: 'debr', subject: 'debr/train', refused: null },
      { principal: 'member', name: 'debr-viewer', action: 'stop_run', organisation: 'debr', subject: runId(1), refused: 'forbidden' },
      { principal: 'owner', name: 'owner', action: 'pause', organisation: 'debr', subject: 'loop debr', refused: null },
      { principal: 'member', name: 'all-admin', action: 'resume', organisation: null, subject: 'all loops', refused: null },
      { principal: 'member', name: 'all-admin', action: 'shutdown', organisation: null, subject: 'scheduler', refused: null }
    ]);
  });
});
