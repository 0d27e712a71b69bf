import { Type, type Static } from '@sinclair/typebox';
import type { DueTime } from './due-time';
import type { Organisation } from './organisation';
import type { Run } from './run';
import type { Task } from './task';

/** `GET /api/organisations`. */
export const OrganisationsAnswerSchema = Type.Object(
  { organisations: Type.Array(Type.Unsafe<Organisation>(Type.Ref('Organisation'))) },
  { $id: 'OrganisationsAnswer', additionalProperties: false }
);
export type OrganisationsAnswer = Readonly<Static<typeof OrganisationsAnswerSchema>>;

/** `GET /api/tasks`: in the order of their loops. */
export const TasksAnswerSchema = Type.Object(
  { tasks: Type.Array(Type.Unsafe<Task>(Type.Ref('Task'))) },
  { $id: 'TasksAnswer', additionalProperties: false }
);
export type TasksAnswer = Readonly<Static<typeof TasksAnswerSchema>>;

/** `GET /api/tasks/{id}/runs`: newest first. */
export const RunsAnswerSchema = Type.Object(
  { runs: Type.Array(Type.Unsafe<Run>(Type.Ref('Run'))) },
  { $id: 'RunsAnswer', additionalProperties: false }
);
export type RunsAnswer = Readonly<Static<typeof RunsAnswerSchema>>;

/** `GET /api/tasks/{id}/due-times`: newest first. */
export const DueTimesAnswerSchema = Type.Object(
  { due_times: Type.Array(Type.Unsafe<DueTime>(Type.Ref('DueTime'))) },
  { $id: 'DueTimesAnswer', additionalProperties: false }
);
export type DueTimesAnswer = Readonly<Static<typeof DueTimesAnswerSchema>>;

/** `POST /api/loops/{loop}/pause` and the like. */
export const PausedAnswerSchema = Type.Object({ paused: Type.Boolean() }, { $id: 'PausedAnswer', additionalProperties: false });
export type PausedAnswer = Readonly<Static<typeof PausedAnswerSchema>>;
