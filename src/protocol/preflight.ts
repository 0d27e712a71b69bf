import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';
import type { TaskDefinitionSchema } from './task-definition';

/** Ways out of a finding that a screen can offer as a button. */
const REMEDIES = ['use_needed_cells', 'use_full_notebook', 'copy_import', 'add_dependency', 'use_python', 'rename_task'] as const;
export type RemedyKind = (typeof REMEDIES)[number];

/** One thing the check found; an error blocks registering, a warning does not. */
const FindingSchema = Type.Object(
  {
    severity: stringEnum(['error', 'warning', 'information']),
    field: nullable(Type.String({ description: 'the field of the definition it belongs to, e.g. `method` or `args.days`' })),
    message: Type.String(),
    remedies: Type.Array(
      Type.Object(
        {
          kind: stringEnum(REMEDIES),
          label: Type.String({ description: 'what the button says' }),
          value: nullable(Type.String({ description: 'the text to insert or to use, where the remedy has one' }))
        },
        { additionalProperties: false }
      )
    )
  },
  { $id: 'Finding', additionalProperties: false }
);
export type Finding = Readonly<Static<typeof FindingSchema>>;

/** `POST /api/preflight`: a definition that may not be on disk yet, and the notebook as it stands in the editor. */
export const PreflightRequestSchema = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    definition: Type.Unsafe<Static<typeof TaskDefinitionSchema>>({
      type: 'object',
      description: 'checked by the same schema as the files'
    }),
    notebook: Type.Unknown({ description: 'the notebook as nbformat JSON; only its cells’ types, sources and tags are read' }),
    path: nullable(Type.String({ description: 'absolute path of the notebook on the scheduler’s machine, where it has one' })),
    replaces: nullable(Type.String({ description: 'name of the task that is being edited, which may keep its name' }))
  },
  { additionalProperties: false }
);
export type PreflightRequest = Readonly<Static<typeof PreflightRequestSchema>>;

export const PreflightAnswerSchema = Type.Object(
  { findings: Type.Array(FindingSchema) },
  { $id: 'PreflightAnswer', additionalProperties: false }
);
export type PreflightAnswer = Readonly<Static<typeof PreflightAnswerSchema>>;
