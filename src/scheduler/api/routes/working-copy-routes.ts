import { Type } from '@sinclair/typebox';
import { done, type Outcome } from '../../../protocol/errors';
import { NotebookTasksSchema } from '../../../protocol/notebook-tasks';
import {
  CommitAnswerSchema,
  CommitRequestSchema,
  WorkingCopySchema,
  WorkingFileSchema,
  WriteFileRequestSchema
} from '../../../protocol/working-copy';
import { json, type Answer } from '../http/answer';
import { defineRoute, type Route } from '../http/route';

/** A definition file is at most 1 MiB; a write carries it twice, as JSON. */
const WRITE_BYTES = 8 * 1024 * 1024;

const copyRoute = defineRoute({
  method: 'GET',
  path: '/api/working-copies',
  summary: 'A person’s checkout as it is just now: branch, organisations, definition files',
  query: Type.Object(
    { path: Type.String({ minLength: 1, description: 'absolute path of a file or folder in it' }) },
    { additionalProperties: false }
  ),
  answers: [{ status: 200, content: WorkingCopySchema }],
  errors: ['not_found', 'git_failed'],
  handle: async ({ query }, { services }) => answered(await services.commands.workingCopy(query.path))
});

const notebookRoute = defineRoute({
  method: 'GET',
  path: '/api/notebook-tasks',
  summary:
    'The tasks of a notebook in a person’s checkout, and the cells that the loop runs of them; none where its repository is not served',
  query: Type.Object(
    { path: Type.String({ minLength: 1, description: 'absolute path of the notebook' }) },
    { additionalProperties: false }
  ),
  answers: [{ status: 200, content: NotebookTasksSchema }],
  errors: ['git_failed'],
  handle: async ({ query }, { services }) => answered(await services.commands.notebookTasks(query.path))
});

const FileQuery = Type.Object(
  {
    root: Type.String({ minLength: 1, description: 'of the working copy' }),
    path: Type.String({ minLength: 1, description: 'of a definition file, relative to the root' })
  },
  { additionalProperties: false }
);

const readRoute = defineRoute({
  method: 'GET',
  path: '/api/working-copies/file',
  summary: 'A definition file of the working copy',
  query: FileQuery,
  answers: [{ status: 200, content: WorkingFileSchema }],
  errors: ['not_found', 'too_large', 'git_failed'],
  handle: async ({ query }, { services }) => answered(await services.commands.workingFile(query.root, query.path))
});

const writeRoute = defineRoute({
  method: 'PUT',
  path: '/api/working-copies/file',
  summary: 'Writes a definition file whole; refused when it is no longer as it was read',
  body: WriteFileRequestSchema,
  bodyLimit: WRITE_BYTES,
  answers: [{ status: 200, content: WorkingFileSchema }],
  errors: ['not_found', 'working_copy_changed', 'too_large', 'definition_invalid', 'git_failed', 'disk_full'],
  handle: async ({ body }, { services }) => answered(await services.commands.writeWorkingFile(body))
});

const commitRoute = defineRoute({
  method: 'POST',
  path: '/api/working-copies/commit',
  summary: 'Commits just these files on the current branch',
  body: CommitRequestSchema,
  answers: [{ status: 200, content: CommitAnswerSchema }],
  errors: ['not_found', 'working_copy_changed', 'git_failed', 'disk_full'],
  handle: async ({ body }, { services }) => answered(await services.commands.commitWorkingFiles(body))
});

function answered(outcome: Outcome<unknown>): Outcome<Answer> {
  return outcome.ok ? done(json(outcome.value)) : outcome;
}

export const workingCopyRoutes: readonly Route[] = [copyRoute, notebookRoute, readRoute, writeRoute, commitRoute];
