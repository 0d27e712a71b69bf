import { Type, type Static } from '@sinclair/typebox';
import { CommitHashSchema, RunIdSchema, TaskIdSchema } from './identity';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';

export const RUN_STATUSES = ['QUEUED', 'RUNNING', 'SUCCESS', 'FAILURE', 'TIMED_OUT', 'KILLED', 'LOST'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

const RUN_TRIGGERS = ['loop', 'schedule', 'once', 'continuous', 'ready', 'run_now', 'retry', 'trial'] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

export const EXECUTORS = ['spark', 'python', 'kubernetes'] as const;
export type ExecutorName = (typeof EXECUTORS)[number];

const Time = Type.String({ format: 'date-time', description: 'RFC 3339, UTC, milliseconds' });

/** The commit a run was made from. */
export const CommitSchema = Type.Object(
  { hash: CommitHashSchema, author: Type.String(), subject: Type.String(), time: Time },
  { $id: 'Commit', additionalProperties: false }
);
export type Commit = Readonly<Static<typeof CommitSchema>>;

/** One execution of a task. Durations in seconds, memory in bytes. */
export const RunSchema = Type.Object(
  {
    id: RunIdSchema,
    task: TaskIdSchema,
    organisation: Type.String(),
    version: Type.String({ description: 'the first seven digits of the commit' }),
    commit: Type.Unsafe<Commit>(Type.Ref('Commit')),
    status: stringEnum(RUN_STATUSES),
    reason: nullable(Type.String({ description: 'why it ended as it did, in plain words' })),
    queued_at: Time,
    started_at: nullable(Time),
    ended_at: nullable(Time),
    duration: nullable(Type.Number({ description: 'seconds from start to end; null before the end' })),
    trigger: stringEnum(RUN_TRIGGERS),
    executor: stringEnum(EXECUTORS),
    attempt: Type.Integer({ minimum: 1 }),
    job: nullable(Type.String()),
    exit_code: nullable(Type.Integer()),
    signal: nullable(Type.Integer()),
    external: nullable(
      Type.Object({
        kind: Type.String(),
        id: Type.String(),
        url: nullable(Type.String()),
        verdict: nullable(Type.String())
      })
    ),
    cpu_seconds: nullable(Type.Number()),
    peak_memory: nullable(Type.Integer({ description: 'bytes; the largest resident size of one process of the run' })),
    log_bytes: Type.Integer({ minimum: 0 }),
    environment: nullable(Type.String({ description: 'hash of the environment it ran in' })),
    trial: Type.Boolean(),
    parent: nullable(RunIdSchema),
    result: Type.Unknown({ description: 'what the function returned, where it is JSON of at most 64 KiB; else null' })
  },
  { $id: 'Run', additionalProperties: false }
);
export type Run = Readonly<Static<typeof RunSchema>>;

/** How runs end badly by themselves: whoever stopped one knows why it ended. */
export const FAILURES: readonly RunStatus[] = ['FAILURE', 'TIMED_OUT', 'LOST'];

export function isFailure(status: RunStatus): boolean {
  return FAILURES.includes(status);
}

/** True once a run's status can no longer change. */
export function hasEnded(status: RunStatus): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}
