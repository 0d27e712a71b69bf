import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommitHash, RunId, TaskId, TaskKey } from '../../protocol/identity';
import type { Run } from '../../protocol/run';
import type { EndRecord } from '../../protocol/run-folder';
import type { Adoption } from '../ports';
import { createFakeAdapters, type FakeAdapters } from '../test-support/fake-adapters';
import { settled } from '../test-support/manual-clock';
import { createActiveRuns, type IActiveRuns } from './active-runs';
import { reconcileRuns, type OpenRun, type ReconcilePorts } from './reconcile-runs';

const TASK = '00000000-0000-4000-8000-000000000001' as TaskId;
const RECORD: EndRecord = {
  status: 'SUCCESS',
  reason: null,
  exit_code: 0,
  signal: null,
  started_at: 1_700_000_000,
  ended_at: 1_700_000_001,
  cpu_seconds: 0,
  peak_memory: 0,
  log_bytes: 0,
  result: null
};
const ENDED: Adoption = { kind: 'ended', end: { kind: 'ended', record: RECORD }, startedAt: 1_700_000_000_000 };

let adapters: FakeAdapters;
let active: IActiveRuns;
let requeued: Run[];
let left: readonly OpenRun[];
let stop: AbortController;
/** Adoptions that fail, with how often. */
let failing: Map<RunId, number>;

function queued(): RunId {
  const id = adapters.ids.newRunId();
  const commit = { hash: 'a'.repeat(40) as CommitHash, author: 'Ada', subject: 'First', time: '2026-01-01T00:00:00.000Z' };
  const queued_at = new Date(adapters.clock.now()).toISOString();
  adapters.store.insertRun({ id, task: TASK, organisation: 'debr', commit, trigger: 'loop', executor: 'python', queued_at });
  return id;
}

function running(): RunId {
  const id = queued();
  adapters.store.startRun(id, { startedAt: adapters.clock.now(), environment: 'e' });
  return id;
}

const statusOf = (id: RunId): string | undefined => adapters.store.run(id)?.status;
const reasonOf = (id: RunId): string | null | undefined => adapters.store.run(id)?.reason;

function reconcile(changes: Partial<ReconcilePorts> = {}): Promise<void> {
  const ports: ReconcilePorts = {
    ...adapters,
    active,
    repositories: {
      all: [],
      find: () => null,
      isServed: () => false,
      rules: () => null,
      serve: () => expect.fail(),
      attach: () => expect.fail(),
      release: () => undefined,
      sync: () => Promise.resolve(),
      close: () => undefined
    },
    stateHealth: { noteFault: () => null },
    signal: stop.signal,
    requeue: run => requeued.push(run),
    retryPlanned: () => undefined,
    ...changes
  };
  return reconcileRuns(ports, open => {
    left = open;
  });
}

const allSettled = (): Promise<unknown> => Promise.all(left.map(run => run.settled));

beforeEach(() => {
  adapters = createFakeAdapters([]);
  active = createActiveRuns();
  requeued = [];
  left = [];
  stop = new AbortController();
  failing = new Map();
  const { adopt } = adapters.python;
  adapters.python.adopt = run => {
    const more = failing.get(run) ?? 0;
    failing.set(run, more - 1);
    return more > 0 ? Promise.reject(new Error('EMFILE: too many open files')) : adopt(run);
  };
  adapters.store.ensureOrganisation('debr');
  adapters.store.saveTask({
    id: TASK,
    key: 'debr/work' as TaskKey,
    organisation: 'debr',
    name: 'work',
    repository: '/repository',
    file: 'peach.yaml',
    line: 1,
    position: 0,
    loop: 'debr',
    stored: null,
    invalid: false,
    removed: false,
    problems: []
  });
});

afterEach(() => {
  stop.abort();
  adapters.store.close();
});

it('gives each run its true end, a turn, or a follower', async () => {
  const [done, lost, waiting, goesOn] = [running(), running(), queued(), running()];
  adapters.python.adoptions.set(done, ENDED);
  const end = { kind: 'vanished', reason: 'the machine was restarted meanwhile', endedAt: 1_700_000_060_000 } as const;
  adapters.python.adoptions.set(lost, { kind: 'ended', end, startedAt: 0 });
  adapters.python.adoptions.set(goesOn, adapters.python.running(goesOn));

  await reconcile();
  await settled();

  expect([done, lost, waiting, goesOn].map(statusOf)).toEqual(['SUCCESS', 'LOST', 'QUEUED', 'RUNNING']);
  expect(adapters.store.run(lost)).toMatchObject({ reason: end.reason, ended_at: '2023-11-14T22:14:20.000Z' });
  expect(requeued.map(run => run.id)).toEqual([waiting]);
  adapters.python.end(goesOn);
  await allSettled();
  expect(statusOf(goesOn)).toBe('SUCCESS');
});

it('queues those that were never started so that the oldest is the first', async () => {
  const runs = [queued(), queued(), queued()];

  await reconcile();

  // Each is put at the head.
  expect(requeued.map(run => run.id)).toEqual([...runs].reverse());
});

it('looks again at a run that it could not look at, and holds up nobody else meanwhile', async () => {
  const [odd, done] = [running(), running()];
  adapters.python.adoptions.set(odd, ENDED);
  adapters.python.adoptions.set(done, ENDED);
  failing.set(odd, 3);

  const started = reconcile();
  await settled();
  expect([statusOf(odd), statusOf(done)]).toEqual(['RUNNING', 'SUCCESS']);
  await adapters.clock.advance(500);
  await adapters.clock.advance(1000);
  await adapters.clock.advance(2000);
  await started;
  await allSettled();

  expect(statusOf(odd)).toBe('SUCCESS');
});

it('starts after 10 s though a run can’t be looked at, whose own loop goes on waiting for it', async () => {
  const odd = queued();
  failing.set(odd, Number.POSITIVE_INFINITY);
  let known = false;

  const started = reconcile();
  await settled();
  for (let second = 0; second < 10; second += 1) {
    await adapters.clock.advance(1000);
  }
  await started;
  void left[0]?.settled.then(() => (known = true));
  await settled();
  expect([statusOf(odd), requeued, known]).toEqual(['QUEUED', [], false]);

  failing.set(odd, 0);
  await adapters.clock.advance(30_000);
  await allSettled();
  expect(requeued.map(run => run.id)).toEqual([odd]);
});

it('waits for space to write an end down, and starts without it', async () => {
  const done = running();
  adapters.python.adoptions.set(done, ENDED);
  const { endRun } = adapters.store;
  adapters.store.endRun = () => {
    throw new Error('database or disk is full');
  };

  await reconcile();
  expect(statusOf(done)).toBe('RUNNING');
  adapters.store.endRun = endRun;
  await adapters.clock.advance(250);
  await allSettled();

  expect(statusOf(done)).toBe('SUCCESS');
});

it('keeps the working copy of a run from others before it is known whether it goes on', async () => {
  const odd = running();
  failing.set(odd, Number.POSITIVE_INFINITY);
  await adapters.runFolders.create({ run: odd, checkout: '/checkouts/1' } as never);

  void reconcile();
  await settled();

  expect(active.checkouts()).toEqual(['/checkouts/1']);
});

it('stops a run whose stop was noted before the scheduler died', async () => {
  const [goesOn, never] = [running(), queued()];
  adapters.python.adoptions.set(goesOn, adapters.python.running(goesOn));
  await adapters.runFolders.noteStop(goesOn, 'stopped by a person');
  await adapters.runFolders.noteStop(never, 'stopped by a person');

  await reconcile();
  await settled();

  expect(adapters.python.stopped.get(goesOn)).toBe('stopped by a person');
  expect([statusOf(never), reasonOf(never), requeued]).toEqual(['KILLED', 'stopped by a person before it started', []]);
});

it('stops a run that a person asks to stop while it can’t be looked at, once it can', async () => {
  const odd = running();
  adapters.python.adoptions.set(odd, adapters.python.running(odd));
  failing.set(odd, 1);
  void reconcile();
  await settled();

  expect(active.cancel(odd)).toBe(false);
  await active.stop(odd, 'stopped by a person');
  await adapters.clock.advance(500);
  await settled();

  expect(adapters.python.stopped.get(odd)).toBe('stopped by a person');
});

it('looks at no more than 16 at once', async () => {
  const gate = Promise.withResolvers<void>();
  let inside = 0;
  let most = 0;
  adapters.python.adopt = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await gate.promise;
    inside -= 1;
    return ENDED;
  };
  const runs = Array.from({ length: 500 }, running);

  const started = reconcile();
  await settled();
  expect(inside).toBe(16);
  gate.resolve();
  await started;
  await allSettled();

  expect(most).toBe(16);
  expect(new Set(runs.map(statusOf))).toEqual(new Set(['SUCCESS']));
});

it('gives up when the scheduler ends', async () => {
  failing.set(queued(), Number.POSITIVE_INFINITY);
  const started = reconcile();
  await settled();

  stop.abort();
  await started;

  await expect(allSettled()).resolves.toBeDefined();
  expect(requeued).toEqual([]);
});
