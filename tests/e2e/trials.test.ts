import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCheck } from '../../src/protocol/check';
import type { ApiError } from '../../src/protocol/errors';
import type { Organisation } from '../../src/protocol/organisation';
import type { Run } from '../../src/protocol/run';
import type { TaskDefinition } from '../../src/protocol/task-definition';
import { TrialSchema, type Trial } from '../../src/protocol/trial';
import { useBench } from './support/bench';
import { createRepository, notebook, type TestRepository } from './support/repository';
import { knowsTask, startScheduler, type TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();
const checkTrial = createCheck(TrialSchema);

const COMMITTED = 'def task():\n    print("committed")\n    return 1';
const DEFINITION: TaskDefinition = { notebook: 'n/a.ipynb', method: 'task', executor: 'python' };

/** A repository of debr whose only task has no turn by itself. */
function repositoryIn(directory: string, source = COMMITTED): TestRepository {
  const repository = createRepository(join(directory, 'repository'));
  repository.write('n/a.ipynb', notebook(source));
  repository.write('n/words.py', 'WORD = "committed"\n');
  repository.write('peach.yaml', 'codops: debr\ntasks:\n  old: {notebook: n/a.ipynb, method: task, executor: python, disabled: true}\n');
  repository.commit('Begin');
  return repository;
}

async function begun(source = COMMITTED, extra: Readonly<Record<string, unknown>> = {}) {
  const { directory, start, stateDir } = bench();
  const repository = repositoryIn(directory, source);
  const settings = { repositories: [{ url: repository.root }], extra };
  const scheduler = await start(settings);
  await knowsTask(scheduler, 'debr/old');
  return { repository, scheduler, stateDir, settings, start };
}

type Asked = {
  readonly name?: string;
  readonly organisation?: string;
  readonly definition?: Partial<TaskDefinition>;
  /** Source of the cell in the editor; null: as on disk. */
  readonly editor?: string | null;
};

function ask(scheduler: TestScheduler, root: string, asked: Asked = {}): Promise<Response> {
  const { name = 'fresh', organisation = 'debr', definition = {}, editor = null } = asked;
  return scheduler.request('POST', '/api/trials', {
    organisation,
    name,
    definition: { ...DEFINITION, ...definition },
    path: join(root, 'n/a.ipynb'),
    notebook: editor === null ? null : (JSON.parse(notebook(editor)) as unknown)
  });
}

async function tryIt(scheduler: TestScheduler, root: string, asked: Asked = {}): Promise<Run> {
  const answer = await ask(scheduler, root, asked);
  if (answer.status !== 202) {
    throw new Error(`${answer.status} ${await answer.text()}`);
  }
  const trial = checkTrial(await answer.json());
  if (!trial.ok) {
    throw new Error(JSON.stringify(trial.errors));
  }
  return trial.value.run;
}

async function refusalOf(answer: Promise<Response>): Promise<ApiError['error'] & { readonly status: number }> {
  const got = await answer;
  return { status: got.status, ...((await got.json()) as ApiError).error };
}

function trialOf(scheduler: TestScheduler, run: string): Promise<Trial> {
  return scheduler.get<Trial>(`/api/trials/${run}`);
}

/** Every file below `root` with its content; where it is a file of the person, also with its times and mode. */
function everything(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => {
      const { mtimeMs, mode } = lstatSync(path);
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex');
      return path.includes('/.git/objects/') ? `${path} ${digest}` : `${path} ${digest} ${mtimeMs} ${mode}`;
    })
    .sort();
}

function left(stateDir: string, folder: string): readonly string[] {
  const path = join(stateDir, folder);
  return existsSync(path) ? readdirSync(path) : [];
}

it('runs what is on disk and in the editor, in a copy, and touches nothing of the working copy', async () => {
  const { repository, scheduler, stateDir } = await begun();
  const { root } = repository;
  repository.write('n/words.py', 'WORD = "on disk"\n');
  repository.write('n/new.txt', 'new');
  repository.git('add', 'n/new.txt');
  const editor =
    'from words import WORD\ndef task(day):\n    print(WORD, open("new.txt").read(), day)\n    open("written", "w").write("x")\n    return {"day": day}';
  const status = repository.git('status', '--porcelain');
  const before = everything(root);

  const run = await tryIt(scheduler, root, { editor, definition: { args: { day: 7 } } });
  const ended = await scheduler.ended(run.id);

  expect(ended).toMatchObject({ status: 'SUCCESS', trial: true, trigger: 'trial', result: { day: 7 }, organisation: 'debr' });
  expect(await scheduler.log(run.id)).toBe('on disk new 7\n');
  expect(await trialOf(scheduler, run.id)).toMatchObject({ name: 'fresh', step: 'ended', requirements: [] });
  expect(everything(root)).toEqual(before);
  expect(repository.git('status', '--porcelain')).toBe(status);
  await until('the snapshot is gone', () => left(stateDir, 'trials').length === 0);
});

it('is in no list, no count and no lap, whatever becomes of it', async () => {
  const { repository, scheduler } = await begun('def task():\n    raise ValueError("no")');
  const shown = async () => ({
    tasks: await scheduler.get('/api/tasks'),
    counts: (await scheduler.organisation('debr')).counts,
    runs: await scheduler.runs('debr/old'),
    metrics: (await (await scheduler.request('GET', '/metrics')).text()).split('\n').filter(line => /^peach_(task|run)s?_/.test(line))
  });
  const before = await shown();

  for (const name of ['old', 'fresh', 'old']) {
    const definition = { retries: { limit: 3 } };
    const ended = await scheduler.ended((await tryIt(scheduler, repository.root, { name, definition })).id);
    expect(ended).toMatchObject({ status: 'FAILURE', reason: 'ValueError: no', attempt: 1 });
    expect(await scheduler.log(ended.id)).toContain('n/a.ipynb, cell 1');
  }

  expect(await shown()).toEqual(before);
});

it('is ended at its time limit and by a person, as any run is', async () => {
  const { repository, scheduler } = await begun('import time\ndef task():\n    print("begun", flush=True)\n    time.sleep(60)');
  const { root } = repository;

  const late = await scheduler.ended((await tryIt(scheduler, root, { definition: { timeout: '1s' } })).id);
  expect(late).toMatchObject({ status: 'TIMED_OUT', reason: 'timed out after 1 s' });

  const run = await tryIt(scheduler, root);
  await until('a line', async () => (await scheduler.log(run.id)).includes('begun'));
  expect(await trialOf(scheduler, run.id)).toMatchObject({ step: 'running', run: { status: 'RUNNING' } });
  expect((await scheduler.request('POST', `/api/runs/${run.id}/stop`)).status).toBe(202);
  expect(await scheduler.ended(run.id)).toMatchObject({ status: 'KILLED', reason: 'stopped by a person' });
  expect((await scheduler.request('POST', `/api/runs/${run.id}/stop`)).status).toBe(409);
});

it('takes the place of the one before it, which is ended first; each organisation has its own', async () => {
  const source = 'import time\ndef task():\n    print("begun", flush=True)\n    time.sleep(60)';
  const { repository, scheduler } = await begun(source);
  const { root } = repository;

  const first = await tryIt(scheduler, root);
  await until('a line', async () => (await scheduler.log(first.id)).includes('begun'));
  const other = await tryIt(scheduler, root, { organisation: 'sesr' });
  const [second, third] = await Promise.all([tryIt(scheduler, root), tryIt(scheduler, root, { editor: COMMITTED })]);

  expect(await scheduler.ended(first.id)).toMatchObject({ status: 'KILLED', reason: 'stopped for a newer trial of its organisation' });
  const [one, two] = await Promise.all([scheduler.get<Run>(`/api/runs/${second.id}`), scheduler.get<Run>(`/api/runs/${third.id}`)]);
  expect([one.status, two.status]).toContain('KILLED');
  expect((await scheduler.get<Run>(`/api/runs/${other.id}`)).status).not.toBe('KILLED');
  for (const run of [second, third, other]) {
    await scheduler.request('POST', `/api/runs/${run.id}/stop`);
    await scheduler.ended(run.id);
  }
});

it('goes on without its scheduler, is found again by the next, and is gone at the start after that', async () => {
  const source = 'import time\ndef task():\n    print("begun", flush=True)\n    time.sleep(3)\n    print("done")\n    return 5';
  const { repository, scheduler, stateDir, settings, start } = await begun(source);
  const run = await tryIt(scheduler, repository.root);
  await until('a line', async () => (await scheduler.log(run.id)).includes('begun'));

  await scheduler.kill('SIGKILL');
  const second = await start(settings);
  expect(await second.ended(run.id)).toMatchObject({ status: 'SUCCESS', result: 5, trial: true });
  expect(await second.log(run.id)).toBe('begun\ndone\n');
  await until('the snapshot is gone', () => left(stateDir, 'trials').length === 0);
  expect(left(stateDir, 'runs')).toContain(run.id);

  await second.kill('SIGTERM');
  const third = await start(settings);
  expect((await third.request('GET', `/api/runs/${run.id}`)).status).toBe(404);
  expect([...left(stateDir, 'runs'), ...left(stateDir, 'tmp'), ...left(stateDir, 'trials')]).not.toContain(run.id);
});

it('is closed by the next scheduler where its supervisor died with its own', async () => {
  const source = 'import time\ndef task():\n    print("begun", flush=True)\n    time.sleep(60)';
  const { repository, scheduler, stateDir, settings, start } = await begun(source);
  const run = await tryIt(scheduler, repository.root);
  await until('a line', async () => (await scheduler.log(run.id)).includes('begun'));
  const claim = JSON.parse(readFileSync(join(stateDir, 'runs', run.id, 'claim'), 'utf8')) as { readonly pid: number };

  await scheduler.kill('SIGKILL');
  process.kill(claim.pid, 'SIGKILL');
  const second = await start(settings);

  expect((await second.ended(run.id)).status).toMatch(/^(FAILURE|LOST)$/);
  await until('the snapshot is gone', () => left(stateDir, 'trials').length === 0);
});

it('builds the environment that it would have, and says why where it can’t', async () => {
  const { repository, scheduler, stateDir } = await begun('def task():\n    import six\n    return six.__version__');
  const { root } = repository;

  const good = await tryIt(scheduler, root, { definition: { dependencies: ['six==1.16.0'] } });
  expect(await scheduler.ended(good.id)).toMatchObject({ status: 'SUCCESS', result: '1.16.0' });
  expect(await trialOf(scheduler, good.id)).toMatchObject({ requirements: ['six==1.16.0'] });

  const bad = await tryIt(scheduler, root, { definition: { dependencies: ['six==99.0'] } });
  await until('the build', async () => (await trialOf(scheduler, bad.id)).step !== 'waiting');
  const ended = await scheduler.ended(bad.id);
  expect(ended.status).toBe('FAILURE');
  expect(ended.reason).toContain('six==99.0');
  await until('the snapshot is gone', () => left(stateDir, 'trials').length === 0);
  const { environment } = (await scheduler.organisation('debr')) satisfies Organisation;
  expect(environment.state).not.toBe('failed');
}, 120_000);

it('is refused with what to do, and leaves nothing', async () => {
  const { repository, scheduler, stateDir } = await begun();
  const { root } = repository;
  const stranger = createRepository(join(root, '..', 'stranger'));
  stranger.write('n/a.ipynb', notebook(COMMITTED));

  expect(await refusalOf(ask(scheduler, stranger.root))).toMatchObject({
    status: 409,
    message: expect.stringContaining('this scheduler does not run the tasks of') as string
  });
  expect(await refusalOf(ask(scheduler, '/nowhere'))).toMatchObject({ status: 404 });
  expect(await refusalOf(ask(scheduler, root, { definition: { method: 'other' } }))).toMatchObject({
    status: 422,
    code: 'definition_invalid',
    message: expect.stringContaining('other') as string
  });
  expect(await refusalOf(ask(scheduler, root, { definition: { timeout: '99h' } }))).toMatchObject({ status: 422 });
  expect(await refusalOf(ask(scheduler, root, { organisation: 'No!' }))).toMatchObject({ status: 422 });
  expect(await refusalOf(ask(scheduler, root, { name: '../x' }))).toMatchObject({ status: 422 });
  expect(await refusalOf(ask(scheduler, root, { definition: { executor: 'kubernetes' } }))).toMatchObject({ status: 409 });
  repository.write('data/big.bin', '');
  truncateSync(join(root, 'data/big.bin'), 3 * 1024 ** 3);
  expect(await refusalOf(ask(scheduler, root))).toMatchObject({
    status: 413,
    message: expect.stringContaining('data/big.bin (3 GiB) is new or changed') as string
  });
  expect(left(stateDir, 'trials')).toEqual([]);
  expect(left(stateDir, 'runs')).toEqual([]);
});

it('is for the scheduler’s owner only, and never for an organisation that the repository may not define', async () => {
  const { directory, stateDir } = bench();
  const repository = repositoryIn(directory);
  const member = (name: string, role: string) => ({
    name,
    token_sha256: createHash('sha256').update(`token of ${name}`.replaceAll(' ', '-')).digest('hex'),
    role,
    organisations: ['debr']
  });
  const access = [member('ada', 'admin'), member('eve', 'viewer')];
  const scheduler = await startScheduler({
    stateDir,
    repositories: [{ url: repository.root, organisations: ['debr'] }],
    extra: { access }
  });
  try {
    await knowsTask(scheduler, 'debr/old');
    const as = (name: string, organisation: string): Promise<Response> =>
      fetch(`${scheduler.address.url}/api/trials`, {
        method: 'POST',
        headers: { authorization: `Bearer token-of-${name}`, 'content-type': 'application/json' },
        body: JSON.stringify({ organisation, name: 'x', definition: DEFINITION, path: join(repository.root, 'n/a.ipynb'), notebook: null })
      });

    expect((await as('mallory', 'debr')).status).toBe(401);
    expect(await refusalOf(as('eve', 'sesr'))).toMatchObject({ status: 404 });
    expect(await refusalOf(as('eve', 'debr'))).toMatchObject({ status: 403, message: expect.stringContaining('operator') as string });
    expect(await refusalOf(as('ada', 'debr'))).toMatchObject({ status: 403, message: expect.stringContaining('owner') as string });
    expect(await refusalOf(ask(scheduler, repository.root, { organisation: 'sesr' }))).toMatchObject({
      status: 422,
      message: expect.stringContaining('may not define') as string
    });

    const run = await tryIt(scheduler, repository.root);
    await scheduler.ended(run.id);
    const seen = await fetch(`${scheduler.address.url}/api/trials/${run.id}`, { headers: { authorization: 'Bearer token-of-eve' } });
    expect(seen.status).toBe(200);
    expect(readFileSync(join(stateDir, 'audit.log'), 'utf8')).toMatch(/"action":"try_task".*"subject":"debr\/x".*"refused":"forbidden"/);
  } finally {
    await scheduler.kill('SIGTERM');
  }
});
