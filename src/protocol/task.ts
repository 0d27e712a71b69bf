import { Type, type Static } from '@sinclair/typebox';
import { TaskIdSchema, TaskKeySchema } from './identity';
import { nullable } from './nullable';
import type { Problem } from './problem';
import { EXECUTORS, type Run } from './run';
import { stringEnum } from './string-enum';

const TASK_STATES = ['PENDING', 'RUNNING', 'FINISHED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Which cells of the notebook run: the entry cell, it and those it needs, or every code cell. */
export const CELL_CHOICES = ['entry', 'needed', 'all'] as const;
export type CellChoice = (typeof CELL_CHOICES)[number];

/** A task as every screen and client sees it. */
export const TaskSchema = Type.Object(
  {
    id: TaskIdSchema,
    key: nullable(TaskKeySchema),
    organisation: Type.String(),
    name: Type.String(),
    description: nullable(Type.String()),
    code: Type.Object(
      {
        kind: stringEnum(['notebook']),
        repository: Type.String({ description: 'url or path of the repository' }),
        path: Type.String({ description: 'of the notebook, relative to the root of the repository' }),
        method: Type.String(),
        full_notebook: Type.Boolean(),
        cell: nullable(Type.Integer({ description: 'place of the entry cell among all cells, from 1; null where it is unknown' }))
      },
      { additionalProperties: false }
    ),
    trigger: Type.Object(
      {
        kind: stringEnum(['loop', 'schedule']),
        loop: Type.String(),
        schedule: Type.Array(Type.String()),
        timezone: nullable(Type.String())
      },
      { additionalProperties: false }
    ),
    executor: stringEnum(EXECUTORS),
    args: Type.Record(Type.String(), Type.Unknown()),
    dependencies: Type.Array(Type.String()),
    timeout: Type.Number({ description: 'seconds' }),
    state: stringEnum(TASK_STATES),
    last_run: nullable(Type.Unsafe<Run>(Type.Ref('Run'))),
    last_ended_run: nullable(Type.Unsafe<Run>(Type.Ref('Run'))),
    expected_duration: nullable(Type.Number({ description: 'seconds: median of its recent successes' })),
    next_due: nullable(Type.String({ format: 'date-time' })),
    paused: Type.Boolean(),
    paused_by: nullable(
      stringEnum(['task', 'loop', 'everything'], 'what is paused, so that it starts nothing by itself; run now works all the same')
    ),
    disabled: Type.Boolean(),
    invalid: Type.Boolean({ description: 'its definition on master is wrong; it keeps its history and is not run' }),
    removed: Type.Boolean({ description: 'no longer on master; it keeps its history and is not run' }),
    held: nullable(Type.String({ description: 'why a good definition is not run' })),
    file: nullable(Type.String({ description: 'the definition file, relative to the root of the repository' })),
    line: nullable(Type.Integer({ minimum: 1 })),
    problems: Type.Array(Type.Unsafe<Problem>(Type.Ref('Problem')))
  },
  { $id: 'Task', additionalProperties: false }
);
export type Task = Readonly<Static<typeof TaskSchema>>;
