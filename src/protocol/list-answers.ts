import { Type, type Static } from '@sinclair/typebox';
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
