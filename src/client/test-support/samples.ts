import { versionOf, type CommitHash, type RunId, type TaskId } from '../../protocol/identity';
import type { Organisation, Repository } from '../../protocol/organisation';
import type { Run } from '../../protocol/run';
import type { Task } from '../../protocol/task';

/** The moment at which everything in the samples is as it is: a Friday. */
export const SAMPLE_NOW = Date.parse('2026-11-20T14:05:06.000Z');

export const SAMPLE_REPOSITORY = '/home/ann/recommendations';

/** UUID number `number` of tasks. */
export function sampleTaskId(number: number): TaskId {
  return uuid(number) as TaskId;
}

/** UUID number `number` of runs: a larger one is later. */
export function sampleRunId(number: number): RunId {
  return uuid(number) as RunId;
}

const COMMIT = '4f1c2ab'.padEnd(40, '0') as CommitHash;

/** A successful run of task 1 that took 88 s, but for what `changes` says. */
export function sampleRun(number: number, changes: Partial<Run> = {}): Run {
  return {
    id: sampleRunId(number),
    task: sampleTaskId(1),
    organisation: 'debr',
    version: versionOf(COMMIT),
    commit: { hash: COMMIT, author: 'Ann Author', subject: 'Use cached embeddings', time: '2026-11-20T09:00:00.000Z' },
    status: 'SUCCESS',
    reason: null,
    queued_at: '2026-11-20T13:57:52.000Z',
    started_at: '2026-11-20T13:57:52.000Z',
    ended_at: '2026-11-20T13:59:20.000Z',
    duration: 88,
    trigger: 'loop',
    executor: 'python',
    attempt: 1,
    job: null,
    exit_code: 0,
    signal: null,
    external: null,
    cpu_seconds: 80,
    peak_memory: 1024,
    log_bytes: 0,
    environment: 'abc',
    trial: false,
    parent: null,
    result: null,
    ...changes
  };
}

/** A run that has been running since 72 s before {@link SAMPLE_NOW}. */
export function sampleRunningRun(number: number, changes: Partial<Run> = {}): Run {
  const start = '2026-11-20T14:03:54.000Z';
  return sampleRun(number, {
    status: 'RUNNING',
    queued_at: start,
    started_at: start,
    ended_at: null,
    duration: null,
    exit_code: null,
    ...changes
  });
}

/** A task of debr that has run well once, but for what `changes` says. */
export function sampleTask(number: number, changes: Partial<Task> = {}): Task {
  const name = changes.name ?? `task_${number}`;
  const last = sampleRun(number * 100, { task: sampleTaskId(number) });
  return {
    id: sampleTaskId(number),
    key: null,
    organisation: 'debr',
    name,
    description: null,
    code: {
      kind: 'notebook',
      repository: SAMPLE_REPOSITORY,
      path: 'notebooks/related.ipynb',
      method: 'task',
      full_notebook: false,
      cell: 7
    },
    trigger: { kind: 'loop', loop: 'debr', schedule: [], timezone: null },
    executor: 'python',
    args: { user: 'ann', item_id: 1 },
    dependencies: [],
    timeout: 180,
    state: 'PENDING',
    last_run: last,
    last_ended_run: last,
    expected_duration: 88,
    next_due: null,
    paused: false,
    paused_by: null,
    disabled: false,
    invalid: false,
    removed: false,
    held: null,
    file: 'peach.conf/debr.yaml',
    line: 20,
    problems: [],
    ...changes
  };
}

export const sampleRepository: Repository = {
  url: SAMPLE_REPOSITORY,
  branch: 'master',
  version: '4f1c2ab',
  commit: COMMIT,
  fetched_at: '2026-11-20T14:05:00.000Z',
  attached: true,
  problems: [],
  error: null
};

/** The organisation `codops` in its lap 412: task 1 (1 min) has run in it, task 2 (3 min) runs. */
export function sampleOrganisation(codops = 'debr', changes: Partial<Organisation> = {}): Organisation {
  return {
    codops,
    id: 1,
    loop: {
      name: codops,
      lap: 412,
      started_at: '2026-11-20T14:02:54.000Z',
      last_lap_duration: 240,
      next_lap_at: null,
      queue: 0,
      oldest_due: null,
      shares: [
        { task: sampleTaskId(1), name: 'task_1', duration: 60, share: 0.25, done: true },
        { task: sampleTaskId(2), name: 'task_2', duration: 180, share: 0.75, done: false }
      ],
      running: sampleTaskId(2),
      paused: false
    },
    environment: { hash: 'abc', state: 'ready', reason: null, built_at: '2026-11-19T10:05:00.000Z' },
    counts: { SUCCESS: 2 },
    repositories: [sampleRepository],
    problems: [],
    ...changes
  };
}

function uuid(number: number): string {
  return `0192f0a0-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
