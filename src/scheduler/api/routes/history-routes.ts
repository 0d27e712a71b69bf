import { Type, type Static } from '@sinclair/typebox';
import { done, type Outcome } from '../../../protocol/errors';
import { RunIdSchema } from '../../../protocol/identity';
import { HistoryAnswerSchema, type HistoryAnswer, type RunSummary } from '../../../protocol/run-history';
import type { IQueries } from '../../services/scheduler-services';
import { json, type Answer } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findTask, isOrganisation } from './find-task';
import { showTask } from './task-routes';

const DEFAULT_PAGE = 1000;

const HistoryQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: DEFAULT_PAGE })),
    before: Type.Optional(
      Type.Unsafe<Static<typeof RunIdSchema>>({ ...RunIdSchema, description: 'only runs older than this one: the last of the page before' })
    )
  },
  { additionalProperties: false }
);
type HistoryQuery = Static<typeof HistoryQuery>;

const listHistory = {
  method: 'GET',
  query: HistoryQuery,
  answers: [{ status: 200, content: HistoryAnswerSchema }],
  errors: ['not_found']
} as const;

function pageOfHistory(idOrKey: string, query: HistoryQuery, queries: IQueries): Outcome<Answer> {
  const task = findTask(idOrKey, queries);
  if (!task.ok) {
    return task;
  }
  const page = { limit: query.limit ?? DEFAULT_PAGE, before: query.before ?? null };
  return done(json(historyAnswer(queries.history(task.value, page))));
}

function historyAnswer(runs: readonly RunSummary[]): HistoryAnswer {
  const places = new Map<string, number>();
  const commits: HistoryAnswer['commits'] = [];
  const rows = runs.map(({ id, commit, status, reason, queued_at, started_at, duration }) => {
    const place = places.get(commit.hash) ?? commits.push(commit) - 1;
    places.set(commit.hash, place);
    return { id, commit: place, status, reason, queued_at, started_at, duration };
  });
  return { runs: rows, commits };
}

export const historyRoutes: readonly Route[] = [
  defineRoute({
    ...listHistory,
    path: '/api/tasks/:task/history',
    summary: 'Runs of a task in short, newest first, a page at a time: for charts and long lists',
    handle: ({ path, query }, { services: { queries } }) =>
      isOrganisation(path.task) ? showTask(`${path.task}/history`, queries) : pageOfHistory(path.task, query, queries)
  }),
  defineRoute({
    ...listHistory,
    path: '/api/tasks/:organisation/:name/history',
    summary: 'Runs of a task in short, by its key',
    handle: ({ path, query }, { services }) => pageOfHistory(`${path.organisation}/${path.name}`, query, services.queries)
  })
];
