import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { done, refuse, type Outcome } from '../protocol/errors';
import type { RunId } from '../protocol/identity';
import type { Run } from '../protocol/run';
import type { Trial, TrialRequest } from '../protocol/trial';
import type { DomainEvent, Environment } from './ports';
import { createFakeAdapters, type FakeAdapters } from './test-support/fake-adapters';
import { createFakeRepository, type FakeRepository } from './test-support/fake-repository';
import { configure, definitions, factsOf, rest, task } from './test-support/wired-scheduler';
import { wireScheduler, type WiredScheduler } from './wire';

const HOUR = 3_600_000;

let repository: FakeRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;
let events: DomainEvent[];

async function start(changes: Partial<FakeAdapters> = {}): Promise<void> {
  scheduler = wireScheduler(
    { ...adapters, ...changes },
    { configuration: configure('repositories: [{url: /repository}]'), facts: factsOf(adapters), keepRunning: true, end: () => undefined }
  );
  await scheduler.start();
  await rest();
}

/** As another process would: what the first one goes on with reaches nobody. */
async function startAgain(): Promise<void> {
  scheduler.stop();
  await rest();
  await start();
}

beforeEach(() => {
  repository = createFakeRepository();
  adapters = createFakeAdapters([repository]);
  events = [];
  adapters.events.subscribe(event => events.push(event));
  repository.commit(definitions(task('old', ', disabled: true, dependencies: [six]')));
});

afterEach(async () => {
  scheduler.stop();
  adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
  await rest();
  adapters.store.close();
});

function ask(changes: Partial<TrialRequest> = {}): Promise<Outcome<Trial>> {
  const definition = { notebook: 'a.ipynb', method: 'task', executor: 'python', args: { day: 7 } } as const;
  return scheduler.services.commands.startTrial({
    organisation: 'debr',
    name: 'fresh',
    definition,
    path: '/repository/a.ipynb',
    notebook: null,
    ...changes
  });
}

async function begin(changes: Partial<TrialRequest> = {}): Promise<RunId> {
  const asked = await ask(changes);
  if (!asked.ok) {
    throw new Error(asked.refusal.message);
  }
  await rest();
  return asked.value.run.id;
}

const runOf = (id: RunId): Run => scheduler.services.queries.run(id)!;
const stepOf = (id: RunId): string | undefined => scheduler.services.queries.trial(id)?.step;

it('is carried out as a run of its task, apart from all others', async () => {
  await start();
  events.length = 0;

  const id = await begin();

  expect(adapters.python.specifications.at(-1)).toMatchObject({
    run: id,
    key: 'debr/fresh',
    method: 'task',
    args: { day: 7 },
    checkout: `/trials/${id}`,
    environment: 'six',
    timeout: 3600
  });
  expect(runOf(id)).toMatchObject({ status: 'RUNNING', trial: true, trigger: 'trial', environment: 'six' });
  expect(stepOf(id)).toBe('running');
  adapters.python.end(id, { status: 'FAILURE', reason: 'ValueError: no' });
  await rest();
  expect(runOf(id)).toMatchObject({ status: 'FAILURE', reason: 'ValueError: no', duration: 2 });
  expect(stepOf(id)).toBe('ended');
  expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['trial']));
  expect(adapters.store.openRuns()).toEqual([]);
  expect(adapters.snapshots.kept.size).toBe(0);
});

it('takes the place of the task of its name, and has its id', async () => {
  await start();
  const known = scheduler.services.queries.findTask('debr/old');

  const id = await begin({ name: 'old' });

  expect(runOf(id).task).toBe(known);
  expect(adapters.python.specifications.at(-1)).toMatchObject({ environment: 'plain', args: { day: 7 } });
});

it('has the notebook of the editor', async () => {
  await start();
  const cell = { cell_type: 'code', source: 'def task(day):\n    return "editor"', metadata: {} };

  await begin({ notebook: { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] } });

  expect(adapters.python.specifications.at(-1)?.cells).toMatchObject([{ source: cell.source }]);
});

it.each<[string, Partial<TrialRequest>, string, string]>([
  ['a wrong definition', { definition: { notebook: 'a.ipynb', method: 'other' } }, 'definition_invalid', 'no cell'],
  ['wrong arguments', { definition: { notebook: 'a.ipynb', method: 'task', args: { x: 1 } } }, 'definition_invalid', 'x'],
  ['no notebook', { definition: { notebook: 'b.ipynb', method: 'task' } }, 'definition_invalid', 'there is no notebook b.ipynb'],
  ['a place that is no repository', { path: '/elsewhere/a.ipynb' }, 'not_found', 'is not in a git repository']
])('refuses %s and leaves nothing', async (_what, changes, code, words) => {
  await start();

  expect(await ask(changes)).toMatchObject({ ok: false, refusal: { code, message: expect.stringContaining(words) as string } });
  expect(adapters.snapshots.kept.size).toBe(0);
  expect(adapters.store.trials()).toEqual([]);
});

it('refuses what this machine can’t run, and everything while nothing can be written', async () => {
  await start();
  adapters.python.missing = 'there is no Python here';
  expect(await ask()).toMatchObject({ ok: false, refusal: { code: 'task_not_runnable', message: 'there is no Python here' } });
  adapters.disk.problem = 'the disk is full';
  expect(await ask()).toMatchObject({ ok: false, refusal: { code: 'disk_full', message: 'the disk is full' } });
});

it('begins when the one before it has ended, which is stopped', async () => {
  await start();
  const first = await begin();

  const second = await begin();
  const third = await begin();

  expect(adapters.python.stopped.get(first)).toBe('stopped for a newer trial of its organisation');
  expect(runOf(second)).toMatchObject({ status: 'KILLED', reason: 'stopped for a newer trial of its organisation before it started' });
  expect([stepOf(second), stepOf(third)]).toEqual(['ended', 'waiting']);
  adapters.python.end(first, { status: 'KILLED' });
  await rest();
  expect(stepOf(third)).toBe('running');
  expect(adapters.python.specifications.map(({ run }) => run)).toEqual([first, third]);
});

it('shows that its environment is built, and can be stopped meanwhile', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome<Environment>>();
  const ensure = vi.fn((_request: unknown, signal: AbortSignal) => {
    signal.addEventListener('abort', () => resolve(refuse('shutting_down', 'stopped')));
    return promise;
  });
  await start({ environments: { ...adapters.environments, find: () => Promise.resolve(null), ensure } });
  const id = await begin({ definition: { notebook: 'a.ipynb', method: 'task', executor: 'python', dependencies: ['torch'] } });
  expect(scheduler.services.queries.trial(id)).toMatchObject({ step: 'environment', requirements: ['six', 'torch'] });

  await scheduler.services.commands.stopRun(id);
  await rest();

  expect(runOf(id)).toMatchObject({ status: 'KILLED', reason: 'stopped by a person before it started' });
  expect(adapters.python.specifications).toEqual([]);
  expect(adapters.snapshots.kept.size).toBe(0);
});

it('fails with the reason of the installer, or has the last good environment where that is enough', async () => {
  const find = (hash: string) => Promise.resolve(hash === 'six' ? { hash, python: '/six/bin/python', builtAt: 1 } : null);
  await start({ environments: { ...adapters.environments, find } });
  adapters.unbuildable.add('bad');
  const definition = { notebook: 'a.ipynb', method: 'task', executor: 'python' as const, dependencies: ['bad'] };

  const failed = await begin({ definition });
  expect(runOf(failed)).toMatchObject({ status: 'FAILURE', reason: 'bad was not found' });

  adapters.store.saveEnvironment('debr', { hash: 'six', requirements: ['six'], builtAt: 1 });
  repository.commit(definitions(task('other', ', dependencies: [bad]')));
  const done = await begin();
  expect(adapters.python.specifications.find(({ run }) => run === done)).toMatchObject({
    environment: 'six',
    notes: ['the newest environment could not be built (bad was not found), so the last good one is used']
  });
});

it('is gone an hour after its end, with all that it left', async () => {
  const remove = vi.fn(() => Promise.resolve());
  await start({ leftovers: { ...adapters.leftovers, remove } });
  const id = await begin();
  await adapters.clock.advance(2 * HOUR);
  expect(stepOf(id)).toBe('running');
  adapters.python.end(id, { ended_at: adapters.clock.now() / 1000 });
  await rest();

  await adapters.clock.advance(HOUR / 2);
  await rest();
  expect(stepOf(id)).toBe('ended');
  events.length = 0;
  for (let minutes = 0; minutes < 60; minutes += 10) {
    await adapters.clock.advance(HOUR / 6);
    await rest();
  }

  expect(scheduler.services.queries.trial(id)).toBeNull();
  expect(remove.mock.calls).toEqual([
    ['run', id],
    ['temporary', id]
  ]);
  expect(events).toContainEqual({ kind: 'trial', run: id, organisation: 'debr' });
});

it('is adopted by the next scheduler; what had ended before is gone', async () => {
  await start();
  const old = await begin();
  adapters.python.end(old);
  await rest();
  const id = await begin();
  adapters.python.adoptions.set(id, adapters.python.running(id));
  adapters.snapshots.kept.add('of nobody');

  await startAgain();

  expect(scheduler.services.queries.trial(old)).toBeNull();
  expect(adapters.snapshots.kept).toEqual(new Set([id]));
  expect(stepOf(id)).toBe('running');
  const next = await begin();
  expect(adapters.python.stopped.get(id)).toBe('stopped for a newer trial of its organisation');
  adapters.python.end(id, { status: 'KILLED' });
  await rest();
  expect([stepOf(id), stepOf(next)]).toEqual(['ended', 'running']);
});

it('that never began says so when the next scheduler finds it', async () => {
  await start({
    environments: { ...adapters.environments, find: () => Promise.resolve(null), ensure: () => new Promise(() => undefined) }
  });
  const id = await begin();
  expect(stepOf(id)).toBe('environment');

  await startAgain();

  expect(runOf(id)).toMatchObject({ status: 'FAILURE', reason: 'the scheduler was started again before it began: try again' });
  expect(adapters.snapshots.kept.size).toBe(0);
});

it('counts as no failure of its task, and is not tried again', async () => {
  await start();
  const definition = { notebook: 'a.ipynb', method: 'task', executor: 'python' as const, retries: { limit: 5 } };
  for (let attempt = 0; attempt < 4; attempt += 1) {
    const id = await begin({ name: 'old', definition });
    adapters.python.end(id, { status: 'FAILURE' });
    await rest();
  }

  expect(scheduler.services.queries.notifications()).toEqual([]);
  expect(adapters.store.plannedRetries()).toEqual([]);
  expect(scheduler.services.queries.tasks('debr')).toMatchObject([{ last_run: null, last_ended_run: null }]);
  expect(done(scheduler.services.queries.taskCounts())).toMatchObject({ value: [{ successes: 0, failures: 0 }] });
});
