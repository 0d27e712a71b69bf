import { Type, type Static } from '@sinclair/typebox';
import { done, type Outcome } from '../../../protocol/errors';
import { DueTimesAnswerSchema, type DueTimesAnswer } from '../../../protocol/list-answers';
import type { IQueries } from '../../services/scheduler-services';
import { json, type Answer } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findTask, isOrganisation } from './find-task';
import { showTask } from './task-routes';

const DEFAULT_PAGE = 25;

const DueTimesQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: DEFAULT_PAGE })),
    before: Type.Optional(Type.String({ format: 'date-time', description: 'only due times before this one: the last of the page before' }))
  },
  { additionalProperties: false }
);
type DueTimesQuery = Static<typeof DueTimesQuery>;

const listDueTimes = {
  method: 'GET',
  query: DueTimesQuery,
  answers: [{ status: 200, content: DueTimesAnswerSchema }],
  errors: ['not_found']
} as const;

function pageOfDueTimes(idOrKey: string, query: DueTimesQuery, queries: IQueries): Outcome<Answer> {
  const task = findTask(idOrKey, queries);
  if (!task.ok) {
    return task;
  }
  const page = { limit: query.limit ?? DEFAULT_PAGE, before: query.before === undefined ? null : Date.parse(query.before) };
  const answer: DueTimesAnswer = { due_times: [...queries.dueTimes(task.value, page)] };
  return done(json(answer));
}

export const dueTimesRoutes: readonly Route[] = [
  defineRoute({
    ...listDueTimes,
    path: '/api/tasks/:task/due-times',
    summary: 'What became of the due times of a task with a schedule, newest first, a page at a time',
    handle: ({ path, query }, { services: { queries } }) =>
      isOrganisation(path.task) ? showTask(`${path.task}/due-times`, queries) : pageOfDueTimes(path.task, query, queries)
  }),
  defineRoute({
    ...listDueTimes,
    path: '/api/tasks/:organisation/:name/due-times',
    summary: 'What became of the due times of a task, by its key',
    handle: ({ path, query }, { services }) => pageOfDueTimes(`${path.organisation}/${path.name}`, query, services.queries)
  })
];
