import { parseRunId, parseTaskId, taskKey, type CommitHash, type RunId, type TaskId } from '../../../protocol/identity';
import type { Organisation, Repository } from '../../../protocol/organisation';
import type { Run } from '../../../protocol/run';
import type { Task } from '../../../protocol/task';
import type { Trial } from '../../../protocol/trial';

const NOON = '2026-03-02T12:00:00.000Z';

function uuid(kind: string, number: number): string {
  return `0195${kind}0-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** The id of task `number` of a test. */
export function taskId(number: number): TaskId {
  return parseTaskId(uuid('000', number))!;
}

/** The id of run `number` of a test; later numbers are newer. */
export function runId(number: number): RunId {
  return parseRunId(uuid('111', number))!;
}

export function fakeRun(number: number, fields: Partial<Run> = {}): Run {
  const hash = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334' as CommitHash;
  return {
    id: runId(number),
    task: taskId(1),
    organisation: 'debr',
    version: 'a1b2c3d',
    commit: { hash, author: 'Ada', subject: 'train longer', time: NOON },
    status: 'SUCCESS',
    reason: null,
    queued_at: NOON,
    started_at: NOON,
    ended_at: '2026-03-02T12:01:12.000Z',
    duration: 72,
    trigger: 'loop',
    executor: 'python',
    attempt: 1,
    job: null,
    exit_code: 0,
    signal: null,
    external: null,
    cpu_seconds: 1.5,
    peak_memory: 50_000_000,
    log_bytes: 0,
    environment: null,
    trial: false,
    parent: null,
    result: null,
    ...fields
  };
}

export function fakeTask(number: number, fields: Partial<Task> = {}): Task {
  const name = fields.name ?? `task_${number}`;
  const organisation = fields.organisation ?? 'debr';
  return {
    id: taskId(number),
    key: taskKey(organisation, name),
    organisation,
    name,
    description: null,
    code: { kind: 'notebook', repository: '/srv/example', path: 'notebooks/train.ipynb', method: 'train', full_notebook: false, cell: 3 },
    trigger: { kind: 'loop', loop: organisation, schedule: [], timezone: null },
    executor: 'python',
    args: {},
    dependencies: [],
    timeout: 3600,
    state: 'PENDING',
    last_run: null,
    last_ended_run: null,
    expected_duration: null,
    next_due: null,
    paused: false,
    paused_by: null,
    disabled: false,
    invalid: false,
    removed: false,
    held: null,
    file: 'peach.yaml',
    line: 4,
    problems: [],
    ...fields
  };
}

export function fakeRepository(fields: Partial<Repository> = {}): Repository {
  return {
    url: '/srv/example',
    branch: 'master',
    version: 'a1b2c3d',
    commit: 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334',
    fetched_at: NOON,
    attached: true,
    problems: [],
    error: null,
    ...fields
  };
}

export function fakeOrganisation(codops: string, fields: Partial<Organisation> = {}): Organisation {
  return {
    codops,
    id: 1,
    loop: {
      name: codops,
      lap: 1,
      started_at: NOON,
      last_lap_duration: 90,
      next_lap_at: null,
      queue: 0,
      oldest_due: null,
      shares: [],
      running: null,
      paused: false
    },
    environment: { hash: null, state: 'none', reason: null, built_at: null },
    counts: { NEVER: 1 },
    repositories: [fakeRepository()],
    problems: [],
    ...fields
  };
}

export function fakeTrial(name: string, fields: Partial<Trial> = {}): Trial {
  return { run: fakeRun(9, { status: 'QUEUED', trigger: 'trial', trial: true }), name, step: 'waiting', requirements: [], ...fields };
}
