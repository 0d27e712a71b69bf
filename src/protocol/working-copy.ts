import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';

/** `GET /api/working-copies?path=`: what a person's checkout looks like just now, for the register dialog. */
export const WorkingCopySchema = Type.Object(
  {
    root: Type.String({ description: 'absolute path of the repository’s root' }),
    path: Type.String({ description: 'the asked-for file, relative to the root, with forward slashes' }),
    branch: nullable(Type.String({ description: 'null: no branch is checked out' })),
    runs_from: Type.String({ description: 'the branch that tasks run from, e.g. master' }),
    served: Type.Boolean({ description: 'whether this scheduler runs the tasks of this repository' }),
    organisations: Type.Array(
      Type.Object(
        {
          codops: Type.String(),
          files: Type.Array(Type.String(), {
            description: 'definition files of the working copy with this organisation, relative to the root'
          }),
          tasks: Type.Array(Type.String(), { description: 'names of its tasks in the working copy' })
        },
        { additionalProperties: false }
      )
    ),
    has_peach_yaml: Type.Boolean(),
    executors: Type.Array(
      Type.Object(
        {
          name: stringEnum(['spark', 'python', 'kubernetes']),
          available: Type.Boolean(),
          reason: nullable(Type.String({ description: 'why it is not available here' }))
        },
        { additionalProperties: false }
      )
    ),
    default_executor: stringEnum(['spark', 'python', 'kubernetes'])
  },
  { $id: 'WorkingCopy', additionalProperties: false }
);
export type WorkingCopy = Readonly<Static<typeof WorkingCopySchema>>;

/** `GET /api/working-copies/file?root=&path=`: a definition file of the working copy. */
export const WorkingFileSchema = Type.Object(
  {
    path: Type.String(),
    text: nullable(Type.String({ description: 'null: the file does not exist' })),
    changed: Type.Boolean({ description: 'differs from the last commit, or is not in it' })
  },
  { $id: 'WorkingFile', additionalProperties: false }
);
export type WorkingFile = Readonly<Static<typeof WorkingFileSchema>>;

/** `PUT /api/working-copies/file`: writes a definition file whole; refused when it is no longer as `expected`. */
export const WriteFileRequestSchema = Type.Object(
  {
    root: Type.String(),
    path: Type.String({ description: 'peach.yaml, or a YAML file in peach.conf or in a first-level subfolder of it' }),
    text: Type.String(),
    expected: nullable(Type.String({ description: 'the text that was read before; null: the file must not exist' }))
  },
  { additionalProperties: false }
);
export type WriteFileRequest = Readonly<Static<typeof WriteFileRequestSchema>>;

/** `POST /api/working-copies/commit`: commits just these files on the current branch. */
export const CommitRequestSchema = Type.Object(
  {
    root: Type.String(),
    paths: Type.Array(Type.String(), { minItems: 1, description: 'relative to the root' }),
    message: Type.String({ minLength: 1 })
  },
  { additionalProperties: false }
);
export type CommitRequest = Readonly<Static<typeof CommitRequestSchema>>;

export const CommitAnswerSchema = Type.Object(
  { commit: Type.String(), branch: Type.String() },
  { $id: 'CommitAnswer', additionalProperties: false }
);
export type CommitAnswer = Readonly<Static<typeof CommitAnswerSchema>>;
