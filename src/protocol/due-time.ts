import { Type, type Static } from '@sinclair/typebox';
import { RunIdSchema } from './identity';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';

/**
 * What became of a due time. `queued`: its run waits for its turn. `ran`: it began within a minute. `late`: it began later.
 * `skipped`: a run of the task still went on. `missed`: nothing could be started. `paused`: nothing was to be started.
 */
const DUE_OUTCOMES = ['queued', 'ran', 'late', 'skipped', 'missed', 'paused'] as const;
export type DueOutcome = (typeof DUE_OUTCOMES)[number];

/** One due time of a task with a schedule. */
export const DueTimeSchema = Type.Object(
  {
    due_at: Type.String({ format: 'date-time' }),
    outcome: stringEnum(DUE_OUTCOMES),
    reason: nullable(Type.String({ description: 'why it was not run, in plain words' })),
    run: nullable(RunIdSchema)
  },
  { $id: 'DueTime', additionalProperties: false }
);
export type DueTime = Readonly<Static<typeof DueTimeSchema>>;

/** Seconds after its due time from which on a run counts as late. */
export const LATE_AFTER = 60;
