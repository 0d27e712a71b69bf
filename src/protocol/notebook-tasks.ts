import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';
import { CELL_CHOICES } from './task';

const NotebookTaskSchema = Type.Object(
  {
    organisation: Type.String(),
    name: Type.String(),
    method: Type.String(),
    cells: stringEnum(CELL_CHOICES),
    on_master: Type.Boolean({ description: 'false: only the definition files of the checkout have it' }),
    runs: nullable(
      Type.Array(Type.Integer({ minimum: 0 }), {
        description: 'the cells that the loop runs, in this order, by their places in `sources`; null: it can run none'
      })
    )
  },
  { additionalProperties: false }
);
export type NotebookTask = Readonly<Static<typeof NotebookTaskSchema>>;

/** `GET /api/notebook-tasks?path=`: the tasks of a notebook in a person’s checkout, and what the loop runs of them. */
export const NotebookTasksSchema = Type.Object(
  {
    repository: nullable(
      Type.String({ description: 'url of the served repository whose checkout holds the notebook; null: there is none' })
    ),
    branch: nullable(Type.String({ description: 'the branch that tasks run from' })),
    commit: nullable(Type.String({ description: 'that the loop runs now; null: nothing of the repository is known yet' })),
    sources: Type.Array(Type.String(), { description: 'each once, as plain Python where IPython is not needed' }),
    tasks: Type.Array(NotebookTaskSchema, {
      description: 'method and cells as the checkout’s definition files say, else as master’s'
    })
  },
  { $id: 'NotebookTasks', additionalProperties: false }
);
export type NotebookTasks = Readonly<Static<typeof NotebookTasksSchema>>;
