import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { CODOPS_PATTERN } from './identity';
import { DURATION_PATTERN } from './duration';
import type { Json } from './json';
import { EXECUTORS } from './run';
import { stringEnum } from './string-enum';
import { CELL_CHOICES } from './task';

const Duration = (description: string) => Type.String({ pattern: DURATION_PATTERN, description: `${description}, e.g. 90s, 10m, 1h30m` });
/** The longest requirement, in characters. */
export const MAX_REQUIREMENT_LENGTH = 1000;
const Requirement = Type.String({
  minLength: 1,
  maxLength: MAX_REQUIREMENT_LENGTH,
  description: 'a requirement as pip writes it, e.g. orjson==3.3.1'
});

/** Gives a field the label that forms show. */
const titled = <T extends TSchema>(title: string, schema: T): T => ({ ...schema, title });

/** Which due times that passed while no scheduler was there, or the task was held, are run after it. */
const MISSED_CHOICES = ['last', 'all', 'none'] as const;
export type MissedChoice = (typeof MISSED_CHOICES)[number];

/** What becomes of a due time, or of run now, while the task runs. */
const OVERLAP_CHOICES = ['skip', 'allow'] as const;
export type OverlapChoice = (typeof OVERLAP_CHOICES)[number];

/** The fields of one task of a definition file: `tasks.<name>` of `peach.yaml` or of a file in `peach.conf`. */
export const TaskDefinitionSchema = Type.Object(
  {
    notebook: titled(
      'Notebook',
      Type.String({ minLength: 1, pattern: '\\.ipynb$', description: "path of the notebook, relative to the repository's root" })
    ),
    method: titled(
      'Function',
      Type.String({ pattern: '^[\\p{L}_][\\p{L}\\p{N}_]*$', description: 'the entry function, called with args' })
    ),
    full_notebook: Type.Optional(
      titled('Full notebook', Type.Boolean({ default: false, description: 'true: every code cell runs in order before the call' }))
    ),
    cells: Type.Optional(
      titled('Cells', stringEnum(CELL_CHOICES, 'which cells run: entry, needed, or all (the same as full_notebook: true); default entry'))
    ),
    executor: Type.Optional(
      titled('Executor', stringEnum(EXECUTORS, "where it runs; default: the scheduler's default_executor, which is spark"))
    ),
    loop: Type.Optional(titled('Loop', Type.String({ description: "metadata, or the organisation's own; default: its own" }))),
    timeout: Type.Optional(titled('Time limit', Duration("time limit of one run, at most its loop's own, which is the default"))),
    args: Type.Optional(
      titled(
        'Arguments',
        Type.Unsafe<Readonly<Record<string, Json>>>({ type: 'object', description: 'keyword arguments of the function, any depth' })
      )
    ),
    dependencies: Type.Optional(
      titled(
        'Dependencies',
        Type.Array(Requirement, { description: 'requirements of this task; the organisation still has one environment' })
      )
    ),
    schedule: Type.Optional(
      titled(
        'Schedule',
        Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })], {
          description: 'five fields of cron, or several of them: due then instead of in every lap'
        })
      )
    ),
    timezone: Type.Optional(
      titled(
        'Time zone',
        Type.String({ description: 'IANA time zone of the schedule, e.g. Europe/Berlin; default: that of the scheduler’s machine' })
      )
    ),
    missed: Type.Optional(
      titled(
        'Missed due times',
        stringEnum(MISSED_CHOICES, 'due times that passed while nothing could be started: which of them are run after it; default last')
      )
    ),
    overlap: Type.Optional(
      titled('Overlap', stringEnum(OVERLAP_CHOICES, 'allow: due, or run now, while it runs queues it once more; default skip'))
    ),
    retries: Type.Optional(
      titled(
        'Retries',
        Type.Object(
          {
            limit: titled('Retries', Type.Integer({ minimum: 0, maximum: 100, description: 'how many more, at most' })),
            delay: Type.Optional(titled('Retry delay', Duration('time before the next attempt; default 0s')))
          },
          { additionalProperties: false, description: 'further attempts after a failure' }
        )
      )
    ),
    disabled: Type.Optional(titled('Disabled', Type.Boolean({ default: false, description: 'true: it stays listed and is not run' }))),
    description: Type.Optional(titled('Description', Type.String({ maxLength: 1000, description: 'shown in the lists' })))
  },
  { $id: 'TaskDefinition', additionalProperties: false }
);
export type TaskDefinition = Readonly<Static<typeof TaskDefinitionSchema>>;

/** The name that `tasks` keeps for a list of requirements; no task can have it. */
export const TASK_DEPENDENCIES_KEY = 'dependencies';

/** Keys that begin so are free for users, at every level but inside `args`. */
export const FREE_KEY_PREFIX = 'x-';

/** One definition file. The keys of `tasks` are task names, `dependencies` aside. */
export const DefinitionFileSchema = Type.Object(
  {
    codops: Type.String({ pattern: CODOPS_PATTERN, description: 'the organisation that the tasks of this file belong to' }),
    dependencies: Type.Optional(Type.Array(Requirement, { description: 'requirements of every task and endpoint of the organisation' })),
    tasks: Type.Optional(
      Type.Unsafe<Readonly<Record<string, TaskDefinition | readonly string[]>>>({
        type: ['object', 'null'],
        description: 'tasks by name; `dependencies` is a list of requirements for tasks only',
        properties: {
          [TASK_DEPENDENCIES_KEY]: Type.Array(Requirement, {
            description: 'requirements of every task of the organisation, not of its endpoints'
          })
        },
        patternProperties: {
          '^x-': {},
          '^(?!x-)(?!dependencies$)[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$': TaskDefinitionSchema
        },
        additionalProperties: false
      })
    )
  },
  { $id: 'DefinitionFile', additionalProperties: false }
);

/** The largest definition file that is read, in bytes. */
export const MAX_DEFINITION_BYTES = 1024 * 1024;
/** The largest notebook that is read, in bytes. */
export const MAX_NOTEBOOK_BYTES = 64 * 1024 * 1024;

/** Why tasks of this executor are accepted and not run. */
export const KUBERNETES_HELD = 'the kubernetes executor is not in this version of the scheduler; use `executor: python`';
