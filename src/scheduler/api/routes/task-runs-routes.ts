import { Type, type Static } from '@sinclair/typebox';
import { done, type Outcome } from '../../../protocol/errors';
import { RunIdSchema } from '../../../protocol/identity';
import type { Json } from '../../../protocol/json';
import { RunsAnswerSchema, type RunsAnswer } from '../../../protocol/list-answers';
import { RUN_STATUSES, RunSchema } from '../../../protocol/run';
import { stringEnum } from '../../../protocol/string-enum';
import type { SchedulerServices } from '../../services/scheduler-services';
import { json, type Answer } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findTask, isOrganisation } from './find-task';
import { showTask } from './task-routes';

const DEFAULT_PAGE = 25;

const RunsQuery = Type.Object(
  {
    status: Type.Optional(stringEnum(RUN_STATUSES, 'only runs with this status')),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: DEFAULT_PAGE })),
    before: Type.Optional(
      Type.Unsafe<Static<typeof RunIdSchema>>({ ...RunIdSchema, description: 'only runs older than this one: the last of the page before' })
    )
  },
  { additionalProperties: false }
);
type RunsQuery = Static<typeof RunsQuery>;

const listRuns = { method: 'GET', query: RunsQuery, answers: [{ status: 200, content: RunsAnswerSchema }], errors: ['not_found'] } as const;
const RunNowBody = Type.Object(
  {
    args: Type.Optional(
      Type.Unsafe<Readonly<Record<string, Json>>>({
        type: 'object',
        description: 'keyword arguments of this run, in place of those of the same name in the definition'
      })
    )
  },
  { $id: 'RunNow', additionalProperties: false }
);

const runNow = {
  method: 'POST',
  body: RunNowBody,
  bodyOptional: true,
  answers: [{ status: 202, content: RunSchema }],
  errors: ['not_found', 'task_running', 'task_not_runnable', 'disk_full']
} as const;

const runsRoute = defineRoute({
  ...listRuns,
  path: '/api/tasks/:task/runs',
  summary: 'Runs of a task, newest first, a page at a time',
  handle: ({ path, query }, { services }) =>
    isOrganisation(path.task) ? showTask(`${path.task}/runs`, services.queries) : pageOfRuns(path.task, query, services)
});

const runsByKeyRoute = defineRoute({
  ...listRuns,
  path: '/api/tasks/:organisation/:name/runs',
  summary: 'Runs of a task, by its key',
  handle: ({ path, query }, { services }) => pageOfRuns(`${path.organisation}/${path.name}`, query, services)
});

const runNowRoute = defineRoute({
  ...runNow,
  path: '/api/tasks/:task/runs',
  summary: 'Run now: puts the task at the head of its loop’s queue',
  handle: ({ path, body }, { services }) => startRun(path.task, body.args ?? null, services)
});

const runNowByKeyRoute = defineRoute({
  ...runNow,
  path: '/api/tasks/:organisation/:name/runs',
  summary: 'Run now, by the task’s key',
  handle: ({ path, body }, { services }) => startRun(`${path.organisation}/${path.name}`, body.args ?? null, services)
});

function pageOfRuns(idOrKey: string, query: RunsQuery, { queries }: SchedulerServices): Outcome<Answer> {
  const task = findTask(idOrKey, queries);
  if (!task.ok) {
    return task;
  }
  const page = { status: query.status ?? null, limit: query.limit ?? DEFAULT_PAGE, before: query.before ?? null };
  const answer: RunsAnswer = { runs: [...queries.runs(task.value, page)] };
  return done(json(answer));
}

type Arguments = Readonly<Record<string, Json>> | null;

async function startRun(idOrKey: string, args: Arguments, { queries, commands }: SchedulerServices): Promise<Outcome<Answer>> {
  const task = findTask(idOrKey, queries);
  if (!task.ok) {
    return task;
  }
  const run = await commands.runNow(task.value, args);
  return run.ok ? done(json(run.value, 202)) : run;
}

export const taskRunsRoutes: readonly Route[] = [runsRoute, runsByKeyRoute, runNowRoute, runNowByKeyRoute];
