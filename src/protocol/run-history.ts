import { Type, type Static } from '@sinclair/typebox';
import { RunIdSchema } from './identity';
import { nullable } from './nullable';
import { RUN_STATUSES, type Commit, type Run } from './run';
import { stringEnum } from './string-enum';

const Time = Type.String({ format: 'date-time' });

/** A run as far as a list of thousands needs it. */
export type RunSummary = Pick<Run, 'id' | 'version' | 'commit' | 'status' | 'reason' | 'queued_at' | 'started_at' | 'duration'>;

/** `GET /api/tasks/{id}/history`: newest first. Many runs share a commit: each has the place of its own in `commits`. */
export const HistoryAnswerSchema = Type.Object(
  {
    runs: Type.Array(
      Type.Object(
        {
          id: RunIdSchema,
          commit: Type.Integer({ minimum: 0, description: 'place in `commits`' }),
          status: stringEnum(RUN_STATUSES),
          reason: nullable(Type.String({ description: 'its first 200 characters' })),
          queued_at: Time,
          started_at: nullable(Time),
          duration: nullable(Type.Number({ description: 'seconds from start to end; null before the end' }))
        },
        { additionalProperties: false }
      )
    ),
    commits: Type.Array(Type.Unsafe<Commit>(Type.Ref('Commit')))
  },
  { $id: 'HistoryAnswer', additionalProperties: false }
);
export type HistoryAnswer = Readonly<Static<typeof HistoryAnswerSchema>>;
