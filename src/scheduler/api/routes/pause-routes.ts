import { done, type Outcome } from '../../../protocol/errors';
import { PausedAnswerSchema, type PausedAnswer } from '../../../protocol/list-answers';
import { TaskSchema } from '../../../protocol/task';
import type { SchedulerServices } from '../../services/scheduler-services';
import { json, type Answer } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findTask } from './find-task';
import { showTask } from './task-routes';

const oneTask = { method: 'POST', answers: [{ status: 200, content: TaskSchema }], errors: ['not_found', 'disk_full'] } as const;
const loops = { method: 'POST', answers: [{ status: 200, content: PausedAnswerSchema }], errors: ['not_found', 'disk_full'] } as const;

/** Both ways: a call to pause and one to resume. */
function routesOf(paused: boolean): readonly Route[] {
  const word = paused ? 'pause' : 'resume';
  const effect = paused ? 'starts nothing by itself any more; a run that goes on is not touched' : 'goes on';
  return [
    defineRoute({
      ...oneTask,
      path: `/api/tasks/:task/${word}`,
      summary: `The task ${effect}`,
      handle: ({ path }, { services }) => pauseTask(path.task, paused, services)
    }),
    defineRoute({
      ...oneTask,
      path: `/api/tasks/:organisation/:name/${word}`,
      summary: `The task ${effect}, by its key`,
      handle: ({ path }, { services }) => pauseTask(`${path.organisation}/${path.name}`, paused, services)
    }),
    defineRoute({
      ...loops,
      path: `/api/loops/:loop/${word}`,
      summary: `The loop ${effect}`,
      handle: ({ path }, { services }) => answer(services.commands.pauseLoop(path.loop, paused), services.queries.paused(path.loop))
    }),
    defineRoute({
      ...loops,
      path: `/api/loops/${word}`,
      summary: `Everything ${effect}`,
      handle: (_, { services }) => answer(services.commands.pauseAll(paused), services.queries.paused(null))
    })
  ];
}

function pauseTask(idOrKey: string, paused: boolean, { queries, commands }: SchedulerServices): Outcome<Answer> {
  const task = findTask(idOrKey, queries);
  if (!task.ok) {
    return task;
  }
  const outcome = commands.pauseTask(task.value, paused);
  return outcome.ok ? showTask(idOrKey, queries) : outcome;
}

function answer(outcome: Outcome<null>, paused: boolean): Outcome<Answer> {
  if (!outcome.ok) {
    return outcome;
  }
  const body: PausedAnswer = { paused };
  return done(json(body));
}

export const pauseRoutes: readonly Route[] = [...routesOf(true), ...routesOf(false)];
