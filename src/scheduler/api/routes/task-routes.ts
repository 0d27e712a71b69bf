import { Type } from '@sinclair/typebox';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { TasksAnswerSchema, type TasksAnswer } from '../../../protocol/list-answers';
import { TaskSchema } from '../../../protocol/task';
import type { IQueries } from '../../services/scheduler-services';
import { json, type Answer } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findTask } from './find-task';

const TasksQuery = Type.Object(
  { organisation: Type.Optional(Type.String({ description: 'codops; absent: tasks of every organisation' })) },
  { additionalProperties: false }
);

const tasksRoute = defineRoute({
  method: 'GET',
  path: '/api/tasks',
  summary: 'Tasks in the order of their loops, removed ones last',
  query: TasksQuery,
  answers: [{ status: 200, content: TasksAnswerSchema }],
  handle: ({ query }, { services }) => {
    const answer: TasksAnswer = { tasks: [...services.queries.tasks(query.organisation ?? null)] };
    return done(json(answer));
  }
});

/** What both forms of a task's address share. */
const oneTask = { method: 'GET', answers: [{ status: 200, content: TaskSchema }], errors: ['not_found'] } as const;

const taskRoute = defineRoute({
  ...oneTask,
  path: '/api/tasks/:task',
  summary: 'One task, by its UUID',
  handle: ({ path }, { services }) => showTask(path.task, services.queries)
});

const taskByKeyRoute = defineRoute({
  ...oneTask,
  path: '/api/tasks/:organisation/:name',
  summary: 'One task, by its key',
  handle: ({ path }, { services }) => showTask(`${path.organisation}/${path.name}`, services.queries)
});

/** Answers with the task of this UUID or key. */
export function showTask(idOrKey: string, queries: IQueries): Outcome<Answer> {
  const id = findTask(idOrKey, queries);
  if (!id.ok) {
    return id;
  }
  const task = queries.task(id.value);
  return task === null ? refuse('not_found', `task ${JSON.stringify(idOrKey)} is gone`) : done(json(task));
}

export const taskRoutes: readonly Route[] = [tasksRoute, taskRoute, taskByKeyRoute];
