import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommitHash, RunId, TaskId } from '../../protocol/identity';
import type { Commit } from '../../protocol/run';
import type { IStore, NewRun, RunClosure, TaskRecord } from '../store-port';
import { createManualClock } from '../test-support/manual-clock';
import { sampleTask } from '../test-support/sample-task';
import { FIRST } from './migrations/0001-first';
import { createIds } from './new-ids';
import { openStore } from './open-store';

const COMMIT: Commit = { hash: 'a'.repeat(40) as CommitHash, author: 'Ada', subject: 'First', time: '2026-01-01T00:00:00.000Z' };
const NOW = 1_700_000_000_000;

let directory: string;
let store: IStore;
const ids = createIds(createManualClock(NOW));

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-store-'));
  store = openStore(join(directory, 'state.sqlite'));
  store.ensureOrganisation('debr');
});

afterEach(() => {
  store.close();
  rmSync(directory, { recursive: true });
});

function taskRecord(name: string, changes: Partial<TaskRecord> = {}): TaskRecord {
  return sampleTask(ids.newTaskId(), name, changes);
}

function newRun(task: TaskId, queuedAt = NOW): NewRun {
  return {
    id: ids.newRunId(),
    task,
    organisation: 'debr',
    commit: COMMIT,
    trigger: 'loop',
    executor: 'python',
    queued_at: new Date(queuedAt).toISOString()
  };
}

function ended(status: RunClosure['status'], changes: Partial<RunClosure> = {}): RunClosure {
  return {
    status,
    reason: null,
    startedAt: null,
    endedAt: NOW + 5000,
    exitCode: 0,
    signal: null,
    cpuSeconds: 0.5,
    peakMemory: 1024,
    logBytes: 10,
    result: { score: 0.5 },
    ...changes
  };
}

/** A run that took `seconds`, in the store from its start to its end. */
function runThrough(task: TaskId, status: RunClosure['status'], seconds: number): RunId {
  const run = newRun(task);
  store.insertRun(run);
  store.startRun(run.id, { startedAt: NOW, environment: 'e' });
  store.endRun(run.id, ended(status, { endedAt: NOW + seconds * 1000 }));
  return run.id;
}

describe('runs', () => {
  it('go from queued over running to their end, once', () => {
    const task = taskRecord('train');
    store.saveTask(task);
    const run = newRun(task.id);

    store.insertRun(run);
    expect(store.run(run.id)).toMatchObject({ status: 'QUEUED', version: 'aaaaaaa', started_at: null, duration: null });
    expect(store.startRun(run.id, { startedAt: NOW + 1000, environment: 'e' })).toBe(true);
    expect(store.startRun(run.id, { startedAt: NOW + 2000, environment: 'e' })).toBe(false);
    expect(store.endRun(run.id, ended('SUCCESS'))).toBe(true);
    expect(store.endRun(run.id, ended('FAILURE'))).toBe(false);

    expect(store.run(run.id)).toMatchObject({
      status: 'SUCCESS',
      started_at: new Date(NOW + 1000).toISOString(),
      duration: 4,
      result: { score: 0.5 },
      exit_code: 0,
      environment: 'e'
    });
    expect(store.openRuns()).toEqual([]);
  });

  it('are listed newest first, by pages and by status', () => {
    const task = taskRecord('train');
    store.saveTask(task);
    const runs = (['SUCCESS', 'FAILURE', 'SUCCESS', 'SUCCESS'] as const).map(status => runThrough(task.id, status, 1));
    const list = (query: Partial<Parameters<IStore['runs']>[1]>): string[] =>
      store.runs(task.id, { status: null, limit: 10, before: null, ...query }).map(run => run.id);

    expect(list({})).toEqual([...runs].reverse());
    expect(list({ limit: 2 })).toEqual([runs[3], runs[2]]);
    expect(list({ limit: 2, before: runs[2] ?? null })).toEqual([runs[1], runs[0]]);
    expect(list({ status: 'FAILURE' })).toEqual([runs[1]]);
  });

  it('are listed in short as they are, but for the length of their reasons', () => {
    const task = taskRecord('train');
    store.saveTask(task);
    const runs = (['SUCCESS', 'FAILURE', 'KILLED'] as const).map(status => runThrough(task.id, status, 1));
    const waiting = newRun(task.id);
    store.insertRun(waiting);
    store.endRun(waiting.id, ended('FAILURE', { reason: 'x'.repeat(5000) }));

    const [newest, ...older] = store.history(task.id, { limit: 4, before: null });

    expect(newest).toMatchObject({ id: waiting.id, reason: 'x'.repeat(200), started_at: null, duration: null });
    expect(older.map(({ id }) => id)).toEqual([...runs].reverse());
    expect(older.map(run => store.run(run.id))).toMatchObject(older);
    expect(store.history(task.id, { limit: 1, before: runs[2] ?? null }).map(({ id }) => id)).toEqual([runs[1]]);
  });

  it('tell their task what came last, how long it took and what to expect', () => {
    const task = taskRecord('train');
    store.saveTask(task);
    runThrough(task.id, 'SUCCESS', 10);
    runThrough(task.id, 'SUCCESS', 30);
    runThrough(task.id, 'SUCCESS', 20);
    const failed = runThrough(task.id, 'FAILURE', 500);
    const waiting = newRun(task.id);
    store.insertRun(waiting);

    const known = store.task(task.id);

    expect(known).toMatchObject({ expectedDuration: 20, lastDuration: 500 });
    expect(known?.lastRun?.id).toBe(waiting.id);
    expect(known?.lastEndedRun?.id).toBe(failed);
    expect(store.openRuns().map(run => run.id)).toEqual([waiting.id]);
  });

  it('are gone when the transaction they were written in fails', () => {
    const task = taskRecord('train');
    store.saveTask(task);

    expect(() =>
      store.transaction(() => {
        store.insertRun(newRun(task.id));
        throw new Error('no');
      })
    ).toThrow('no');

    expect(store.openRuns()).toEqual([]);
  });
});

describe('tasks', () => {
  it('keep their id and their history when they are gone and come back', () => {
    const task = taskRecord('train');
    store.saveTask(task);
    const run = runThrough(task.id, 'SUCCESS', 1);

    store.markTaskRemoved(task.id);
    expect(store.taskByKey(task.key)?.removed).toBe(true);
    store.saveTask({ ...taskRecord('train'), line: 9 });

    expect(store.taskByKey(task.key)).toMatchObject({ id: task.id, removed: false, line: 9 });
    expect(store.runs(task.id, { status: null, limit: 5, before: null }).map(({ id }) => id)).toEqual([run]);
  });

  it('are listed in the order of their loops, removed ones last', () => {
    store.saveTask(taskRecord('third', { position: 2 }));
    store.saveTask(taskRecord('gone', { position: 0, removed: true }));
    store.saveTask(taskRecord('shared', { position: 0, loop: 'metadata' }));
    store.saveTask(taskRecord('first', { position: 1 }));

    expect(store.tasks('debr').map(task => task.name)).toEqual(['first', 'third', 'shared', 'gone']);
    expect(store.tasksOfLoop('debr').map(task => task.name)).toEqual(['first', 'third']);
    expect(store.tasksOfLoop('metadata').map(task => task.name)).toEqual(['shared']);
  });
});

describe('what a loop reads at every turn', () => {
  it('says of each task whether it is disabled or held, and what it was named', () => {
    const stored = {
      definition: { notebook: 'a.ipynb', method: 'task', disabled: true },
      executor: 'python',
      timeout: 60,
      held: null,
      cell: 1
    } as const;
    store.saveTask(taskRecord('disabled', { stored, position: 0 }));
    store.saveTask(taskRecord('held', { stored: { ...stored, definition: { notebook: 'a', method: 'b' }, held: 'later' }, position: 1 }));
    store.saveTask(taskRecord('never good', { stored: null, invalid: true, position: 2 }));

    expect(store.tasksOfLoop('debr').map(({ name, invalid, stored: known }) => [name, invalid, known])).toEqual([
      ['disabled', false, { held: null, definition: { disabled: true } }],
      ['held', false, { held: 'later', definition: { disabled: false } }],
      ['never good', true, null]
    ]);
  });

  it('has no trace of tasks that are gone', () => {
    store.ensureOrganisation('sesr');
    store.saveTask(taskRecord('here', { repository: '/one' }));
    store.saveTask(taskRecord('gone', { loop: 'sesr', repository: '/two', removed: true }));

    expect(store.loopNames()).toEqual(['debr']);
    expect([store.repositoriesOfLoop('debr'), store.repositoriesOfLoop('sesr')]).toEqual([['/one'], []]);
    expect(store.taskFiles('/two')).toEqual([]);
    expect(store.taskFiles('/one')).toMatchObject([{ key: 'debr/here', organisation: 'debr', file: 'peach.yaml' }]);
    expect(store.taskNames('debr')).toHaveLength(2);
  });
});

it('counts the tasks of an organisation by how they ended last', () => {
  const tasks = ['one', 'two', 'three'].map(name => taskRecord(name));
  tasks.forEach(task => store.saveTask(task));
  runThrough(tasks[0]!.id, 'SUCCESS', 1);
  runThrough(tasks[1]!.id, 'FAILURE', 1);
  store.insertRun(newRun(tasks[1]!.id));

  expect(store.taskTotals('debr')).toMatchObject({ byStatus: { SUCCESS: 1, FAILURE: 1, NEVER: 1 }, repositories: ['/repository'] });
});

it('counts the tasks of an organisation that run now, and those with a wrong definition', () => {
  const [first, second, elsewhere] = [
    taskRecord('one'),
    taskRecord('two', { invalid: true }),
    taskRecord('three', { organisation: 'sesr' })
  ];
  store.ensureOrganisation('sesr');
  [first, second, elsewhere].forEach(task => store.saveTask(task));
  expect(store.taskTotals('debr')).toMatchObject({ running: 0, invalid: 1 });

  const run = newRun(first.id);
  store.insertRun(run);
  expect(store.taskTotals('debr')).toMatchObject({ running: 0 });
  store.startRun(run.id, { startedAt: NOW, environment: 'e' });

  expect(store.taskTotals('debr')).toMatchObject({ running: 1, invalid: 1 });
  expect(store.taskTotals('sesr')).toMatchObject({ running: 0, invalid: 0 });
  expect(store.taskTotals('nobody')).toMatchObject({ byStatus: {}, running: 0, invalid: 0 });
});

it('counts successes and failures, and neither where a person stopped the run', () => {
  const task = taskRecord('train');
  store.saveTask(task);
  (['SUCCESS', 'FAILURE', 'TIMED_OUT', 'LOST', 'KILLED'] as const).forEach(status => runThrough(task.id, status, 1));

  expect(store.task(task.id)).toMatchObject({ successes: 1, failures: 3 });
});

describe('the file', () => {
  it('of the first form is brought to this one, with what its runs had come to', () => {
    const file = join(directory, 'first.sqlite');
    const first = new DatabaseSync(file);
    first.exec(`${FIRST}; pragma user_version = 1; insert into organisation (codops) values ('debr')`);
    first.exec(`insert into task (id, key, organisation, name, repository, file, line, position, loop, invalid, removed, problems)
      values ('t', 'debr/t', 'debr', 't', '/r', 'peach.yaml', 1, 0, 'debr', 0, 0, '[]')`);
    ['SUCCESS', 'SUCCESS', 'FAILURE', 'LOST', 'KILLED', 'QUEUED'].forEach((status, place) =>
      first.exec(`insert into run (id, task, organisation, commit_hash, commit_author, commit_subject, commit_time, status, queued_at, "trigger", executor)
        values ('r${place}', 't', 'debr', 'c', 'a', 's', '', '${status}', 0, 'loop', 'python')`)
    );
    first.close();

    const migrated = openStore(file);

    expect(migrated.task('t' as TaskId)).toMatchObject({ successes: 2, failures: 2 });
    expect(migrated.logRemovedAt('r0' as RunId)).toBeNull();
    migrated.close();
  });

  it('can be read by its owner alone', () => {
    expect(statSync(join(directory, 'state.sqlite')).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'state.sqlite-wal')).mode & 0o777).toBe(0o600);
  });

  it('still has everything when it is opened again', () => {
    const task = taskRecord('train');
    store.saveTask(task);
    store.saveLoop({ name: 'debr', lap: 3, lapStartedAt: 1, lapEndedAt: 2, lastLapDuration: 0.5 });
    store.saveEnvironment('debr', { hash: 'e', requirements: ['six'], builtAt: 7 });
    store.close();

    store = openStore(join(directory, 'state.sqlite'));

    expect(store.task(task.id)).toMatchObject(task);
    expect(store.loop('debr')).toEqual({ name: 'debr', lap: 3, lapStartedAt: 1, lapEndedAt: 2, lastLapDuration: 0.5 });
    expect(store.organisation('debr')).toEqual({ id: 1, codops: 'debr', environment: { hash: 'e', requirements: ['six'], builtAt: 7 } });
  });

  it('of a newer version is refused in words', () => {
    const file = join(directory, 'newer.sqlite');
    const newer = new DatabaseSync(file);
    newer.exec('pragma user_version = 99');
    newer.close();

    expect(() => openStore(file)).toThrow('newer version of peach-lab');
  });
});

it('makes run ids that sort by time, also within one millisecond', () => {
  const made = Array.from({ length: 5000 }, () => ids.newRunId());

  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
  expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
