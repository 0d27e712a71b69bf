import { Type, type Static } from '@sinclair/typebox';
import { TaskIdSchema } from './identity';
import { nullable } from './nullable';
import type { Problem } from './problem';
import { stringEnum } from './string-enum';

const Time = Type.String({ format: 'date-time' });

/** `none`: no dependency is asked for, and the first run makes it; `failed`: the newest could not be built and the last good one, if any, stays in use. */
const ENVIRONMENT_STATES = ['none', 'building', 'ready', 'failed'] as const;
export type EnvironmentState = (typeof ENVIRONMENT_STATES)[number];

/** A repository the scheduler serves, and what is wrong in it that belongs to no organisation. */
export const RepositorySchema = Type.Object(
  {
    url: Type.String(),
    branch: nullable(Type.String({ description: 'the branch that tasks run from; null where none was found' })),
    version: nullable(Type.String()),
    commit: nullable(Type.String()),
    fetched_at: nullable(Time),
    attached: Type.Boolean({ description: 'false: its tasks are held, because no Jupyter server of it is attached' }),
    problems: Type.Array(Type.Unsafe<Problem>(Type.Ref('Problem'))),
    error: nullable(Type.String({ description: 'why it could not be read just now, in plain words' }))
  },
  { $id: 'Repository', additionalProperties: false }
);
export type Repository = Readonly<Static<typeof RepositorySchema>>;

/** One loop's progress. Durations in seconds. */
export const LoopSchema = Type.Object(
  {
    name: Type.String(),
    lap: Type.Integer({ minimum: 0, description: '0 before the first lap' }),
    started_at: nullable(Time),
    last_lap_duration: nullable(Type.Number()),
    next_lap_at: nullable(Time),
    queue: Type.Integer({ minimum: 0, description: 'runs that wait for their turn' }),
    oldest_due: nullable(Type.String({ format: 'date-time', description: 'since when the one waits that has waited longest' })),
    shares: Type.Array(
      Type.Object(
        {
          task: TaskIdSchema,
          name: Type.String(),
          duration: Type.Number({ description: 'seconds it took in the last lap it ran in' }),
          share: Type.Number({ minimum: 0, maximum: 1 }),
          done: Type.Boolean({ description: 'has run in the present lap' })
        },
        { additionalProperties: false }
      )
    ),
    running: nullable(TaskIdSchema),
    paused: Type.Boolean()
  },
  { $id: 'Loop', additionalProperties: false }
);
export type Loop = Readonly<Static<typeof LoopSchema>>;

/** A group of tasks with one loop and one environment. */
export const OrganisationSchema = Type.Object(
  {
    codops: Type.String(),
    id: Type.Integer({ minimum: 1 }),
    loop: Type.Unsafe<Loop>(Type.Ref('Loop')),
    environment: Type.Object(
      {
        hash: nullable(Type.String()),
        state: stringEnum(ENVIRONMENT_STATES),
        reason: nullable(Type.String({ description: 'why the newest one could not be built' })),
        built_at: nullable(Time)
      },
      { additionalProperties: false }
    ),
    counts: Type.Record(Type.String(), Type.Integer(), {
      description:
        'number of tasks by the status of their last ended run, under NEVER without one; and once more under RUNNING those that run now, under INVALID those with a wrong definition'
    }),
    repositories: Type.Array(Type.Unsafe<Repository>(Type.Ref('Repository'))),
    problems: Type.Array(Type.Unsafe<Problem>(Type.Ref('Problem')), { description: 'of its definition files, outside any one task' })
  },
  { $id: 'Organisation', additionalProperties: false }
);
export type Organisation = Readonly<Static<typeof OrganisationSchema>>;
