import { Type, type Static } from '@sinclair/typebox';
import type { Run } from './run';
import { stringEnum } from './string-enum';
import type { TaskDefinitionSchema } from './task-definition';

/** `POST /api/trials`: a task as the form has it, to be run once from a person's working copy. */
export const TrialRequestSchema = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    definition: Type.Unsafe<Static<typeof TaskDefinitionSchema>>({
      type: 'object',
      description: 'checked by the same schema as the files'
    }),
    path: Type.String({ minLength: 1, description: 'absolute path of the notebook on the scheduler’s machine, in a working copy' }),
    notebook: Type.Unknown({ description: 'the notebook as nbformat JSON as it stands in the editor; null: as it is on disk' })
  },
  { additionalProperties: false }
);
export type TrialRequest = Readonly<Static<typeof TrialRequestSchema>>;

/** What a trial is at: `waiting` for the one before it to end, building its environment, making its checkout, `running`, `ended`. */
const TRIAL_STEPS = ['waiting', 'environment', 'checkout', 'running', 'ended'] as const;
export type TrialStep = (typeof TRIAL_STEPS)[number];

/** A run from a working copy, kept out of the history. */
export const TrialSchema = Type.Object(
  {
    run: Type.Unsafe<Run>(Type.Ref('Run')),
    name: Type.String({ description: 'of the task' }),
    step: stringEnum(TRIAL_STEPS),
    requirements: Type.Array(Type.String(), { description: 'what its environment is made of' })
  },
  { $id: 'Trial', additionalProperties: false }
);
export type Trial = Readonly<Static<typeof TrialSchema>>;
