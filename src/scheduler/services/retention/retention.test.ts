import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { RunStatus } from '../../../protocol/run';
import { createEventBus } from '../../event-bus';
import { createRunLeftovers } from '../../executors/run-leftovers';
import type { IRunLeftovers } from '../../ports';
import { createIds } from '../../store/new-ids';
import { openStore } from '../../store/open-store';
import type { IStore } from '../../store-port';
import { sampleTask } from '../../test-support/sample-task';
import { createKeepingLogger } from '../../test-support/keeping-logger';
import { createManualClock, type ManualClock } from '../../test-support/manual-clock';
import { removeOldFolders, removeTemporaryFolders } from './remove-old-folders';
import { removeSurplusRuns } from './remove-surplus-runs';
import { startRetention, type RetentionOptions } from './start-retention';
import { saveRun, saveTask } from './test-support/save-history';

const DAY = 86_400_000;
const LONG = { timeout: 25_000 };

let directory: string;
let clock: ManualClock;
let store: IStore;
let leftovers: IRunLeftovers;
let task: TaskId;
let ids: ReturnType<typeof createIds>;
const reading = new Set<RunId>();
const stop = new AbortController();

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-retention-'));
  clock = createManualClock();
  ids = createIds(clock);
  store = openStore(join(directory, 'state.sqlite'));
  leftovers = createRunLeftovers({ run: join(directory, 'runs'), temporary: join(directory, 'tmp') });
  task = addTask('train');
  reading.clear();
});

afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true });
});

function addTask(name: string): TaskId {
  const id = ids.newTaskId();
  saveTask(store, id, name);
  return id;
}

/** A run that is queued now, with its folder; it ends at once unless it is to stay open. */
function addRun(status: RunStatus, of = task): RunId {
  const id = ids.newRunId();
  saveRun(store, { id, task: of, status, now: clock.now() });
  folder('runs', id);
  return id;
}

function folder(kind: 'runs' | 'tmp', name: string): void {
  mkdirSync(join(directory, kind, name), { recursive: true });
  writeFileSync(join(directory, kind, name, 'log'), 'text');
}

const has = (run: RunId, kind = 'runs'): boolean => existsSync(join(directory, kind, run));
const kept = (): readonly RunId[] => store.runs(task, { status: null, limit: 1000, before: null }).map(({ id }) => id);
const surplus = (maxRuns: number, ports = {}): Promise<number> =>
  removeSurplusRuns({ store, leftovers, clock, maxRuns, isRead: run => reading.has(run), signal: stop.signal, ...ports }, task);
const old = (ports = {}): Promise<number> =>
  removeOldFolders({ store, leftovers, clock, maxAge: 30 * DAY, isRead: run => reading.has(run), signal: stop.signal, ...ports });

describe('runs beyond the newest of a task', () => {
  it('go with their folders, more than a batch of them, and the counters stay', async () => {
    const runs = Array.from({ length: 250 }, () => addRun('SUCCESS'));

    expect(await surplus(10)).toBe(240);

    expect(kept()).toEqual(runs.slice(-10).reverse());
    expect(runs.filter(run => has(run))).toEqual(runs.slice(-10));
    expect(store.task(task)).toMatchObject({ successes: 250, failures: 0 });
  });

  it('stay where they are the last success or the last failure, with their logs', async () => {
    const success = addRun('SUCCESS');
    addRun('FAILURE');
    const failure = addRun('TIMED_OUT');
    const stopped = Array.from({ length: 5 }, () => addRun('KILLED'));

    expect(await surplus(2)).toBe(4);

    expect(kept()).toEqual([...stopped.slice(-2).reverse(), failure, success]);
    expect([has(success), has(failure)]).toEqual([true, true]);
  });

  it('stay while they are open, and while somebody reads their log', async () => {
    const open = addRun('QUEUED');
    const read = addRun('KILLED');
    reading.add(read);
    const [gone] = [addRun('KILLED'), addRun('SUCCESS'), addRun('SUCCESS')];

    await surplus(1);

    expect(kept()).toContain(open);
    expect(kept()).toContain(read);
    expect(kept()).not.toContain(gone);
  });

  it('of other tasks are not touched, nor is a task that has no more than it may have', async () => {
    const other = addTask('other');
    const runs = Array.from({ length: 5 }, () => addRun('KILLED', other));
    addRun('SUCCESS');

    expect(await surplus(1)).toBe(0);

    expect(store.runs(other, { status: null, limit: 10, before: null })).toHaveLength(runs.length);
  });

  it('are found again after a death between folder and row, and say until then that their log is gone', async () => {
    const [first] = [addRun('KILLED'), addRun('KILLED'), addRun('SUCCESS')];
    const dying = {
      ...store,
      deleteRuns: () => {
        throw new Error('killed');
      }
    };

    await expect(surplus(1, { store: dying })).rejects.toThrow('killed');

    expect([has(first), kept().includes(first), store.logRemovedAt(first)]).toEqual([false, true, clock.now()]);
    expect(await surplus(1)).toBe(2);
    expect(kept()).not.toContain(first);
  });

  it('are all found again after a death between two folders', async () => {
    const runs = Array.from({ length: 100 }, () => addRun('KILLED'));
    addRun('SUCCESS');
    const last = runs[70]!;
    const dying: IRunLeftovers = {
      ...leftovers,
      remove: (kind, run) => (run >= last ? new Promise(() => undefined) : leftovers.remove(kind, run))
    };

    void surplus(1, { leftovers: dying });
    await vi.waitFor(() => expect(runs.filter(run => has(run))).toEqual(runs.slice(70)), LONG);

    const [deleted, torn, untouched] = [runs[49]!, runs[50]!, last];
    expect([deleted, torn, untouched].map(run => store.logRemovedAt(run) !== null)).toEqual([false, true, true]);
    expect(await surplus(1)).toBe(50);
    expect([kept().length, runs.filter(run => has(run))]).toEqual([1, []]);
  });
});

describe('the log of a run', () => {
  it('goes when it is old, and everything else about the run stays', async () => {
    const run = addRun('FAILURE');
    await clock.advance(30 * DAY + 1);
    addRun('FAILURE');

    expect(await old()).toBe(1);

    expect(has(run)).toBe(false);
    expect(store.run(run)).toMatchObject({ status: 'FAILURE', log_bytes: 4 });
    expect(store.logRemovedAt(run)).toBe(clock.now());
  });

  it('stays where it is young, the last success, the last failure, open, or read', async () => {
    const [success, failure, open, read] = [addRun('SUCCESS'), addRun('LOST'), addRun('RUNNING'), addRun('KILLED')];
    reading.add(read);
    await clock.advance(31 * DAY);
    const young = addRun('KILLED');

    expect(await old()).toBe(0);

    expect([success, failure, open, read, young].every(run => has(run))).toBe(true);
  });

  it('stays where the run was queued long ago and has only just ended', async () => {
    const run = addRun('QUEUED');
    await clock.advance(31 * DAY);
    const nothing = { exitCode: null, signal: null, cpuSeconds: null, peakMemory: null, result: null };
    store.endRun(run, { ...nothing, status: 'KILLED', reason: null, startedAt: null, endedAt: clock.now(), logBytes: 0 });

    expect(await old()).toBe(0);
  });

  it('goes also where another one can’t be removed, of which somebody is told', async () => {
    const runs = Array.from({ length: 3 }, () => addRun('KILLED'));
    await clock.advance(31 * DAY);
    addRun('SUCCESS');
    const remove: IRunLeftovers['remove'] = (kind, run) =>
      run === runs[1] ? Promise.reject(new Error('EACCES')) : leftovers.remove(kind, run);

    await expect(old({ leftovers: { ...leftovers, remove } })).rejects.toThrow('EACCES');

    expect(runs.map(run => has(run))).toEqual([false, true, false]);
  });

  it('that a scheduler died over is removed by the next one', async () => {
    const run = addRun('KILLED');
    await clock.advance(31 * DAY);
    addRun('SUCCESS');
    store.markLogsRemoved([run], 5);

    expect(await old()).toBe(1);

    expect([has(run), store.logRemovedAt(run)]).toEqual([false, 5]);
  });
});

describe('a folder', () => {
  it('of no run goes when it is old; what is named otherwise is nobody’s business', async () => {
    const stray = ids.newRunId();
    folder('runs', stray);
    folder('runs', 'notes');
    expect(await old()).toBe(0);
    await clock.advance(31 * DAY);

    expect(await old()).toBe(1);

    expect([has(stray), has('notes' as RunId)]).toEqual([false, true]);
  });

  it('for temporary files goes an hour after the end of its run', async () => {
    const [ended, open] = [addRun('KILLED'), addRun('RUNNING')];
    [ended, open].forEach(run => folder('tmp', run));
    const sweep = (): Promise<number> =>
      removeTemporaryFolders({ store, leftovers, clock, maxAge: DAY, isRead: () => false, signal: stop.signal });
    expect(await sweep()).toBe(0);
    await clock.advance(3_600_001);

    expect(await sweep()).toBe(1);

    expect([has(ended, 'tmp'), has(open, 'tmp')]).toEqual([false, true]);
  });
});

describe('retention', () => {
  const logger = createKeepingLogger();
  const retain = (ports: Pick<RetentionOptions, 'events' | 'signal' | 'leftovers'>): Promise<void> =>
    startRetention({
      store,
      environments: { removeUnused: () => Promise.resolve([]) },
      clock,
      logger,
      configuration: { max_age_days: 30, max_runs: 2 },
      isRead: () => false,
      ...ports
    });

  it('keeps as many due times of a task as runs, the newest', async () => {
    const [stopping, other] = [new AbortController(), addTask('other')];
    for (const [id, name] of [
      [task, 'train'],
      [other, 'other']
    ] as const) {
      const definition = { notebook: 'a.ipynb', method: 'task', schedule: '* * * * *' };
      store.saveTask(sampleTask(id, name, { stored: { definition, executor: 'python', timeout: 60, held: null, cell: 1 } }));
    }
    [1, 2, 3, 4, 5].forEach(dueAt => store.noteDueTime({ task, dueAt, outcome: 'skipped', reason: null, run: null }));
    store.noteDueTime({ task: other, dueAt: 1, outcome: 'skipped', reason: null, run: null });
    const finished = retain({ leftovers, events: createEventBus(logger), signal: stopping.signal });
    await clock.advance(60_000);
    await vi.waitFor(() => expect(store.dueTimes(task, { before: null, limit: 10 })).toHaveLength(2));

    expect(store.dueTimes(task, { before: null, limit: 10 }).map(({ due_at }) => Date.parse(due_at))).toEqual([5, 4]);
    expect(store.dueTimes(other, { before: null, limit: 10 })).toHaveLength(1);
    stopping.abort();
    await finished;
  });

  it('looks every minute at tasks that had runs, and goes on after a fault', async () => {
    const [stopping, events] = [new AbortController(), createEventBus(logger)];
    let broken = true;
    const failing: IRunLeftovers = {
      ...leftovers,
      remove: (kind, run) => (broken ? Promise.reject(new Error('EIO')) : leftovers.remove(kind, run))
    };
    const over = retain({ leftovers: failing, events, signal: stopping.signal });
    Array.from({ length: 4 }, () => addRun('SUCCESS'));

    await vi.waitFor(async () => {
      await clock.advance(60_000);
      expect(logger.lines.map(({ sentence }) => sentence)).toContain('runs that are too many could not be removed');
    }, LONG);
    broken = false;
    await vi.waitFor(async () => {
      await clock.advance(60_000);
      expect(kept()).toHaveLength(2);
    }, LONG);
    events.publish({ kind: 'run', run: addRun('SUCCESS'), task, organisation: 'debr' });
    await vi.waitFor(async () => {
      await clock.advance(60_000);
      expect(kept()).toHaveLength(2);
    }, LONG);
    stopping.abort();
    await over;

    expect(clock.sleepers).toBe(0);
  });

  it('brings a task that runs without a pause down to what it may have before the minute is over', async () => {
    const [stopping, events] = [new AbortController(), createEventBus(logger)];
    const over = retain({ leftovers, events, signal: stopping.signal });
    const runs = Array.from({ length: 300 }, () => addRun('SUCCESS'));

    runs.forEach(run => events.publish({ kind: 'run', run, task, organisation: 'debr' }));
    await vi.waitFor(() => expect(kept()).toEqual(runs.slice(-2).reverse()), LONG);

    expect(runs.filter(run => has(run))).toEqual(runs.slice(-2));
    stopping.abort();
    await over;
  });
});
