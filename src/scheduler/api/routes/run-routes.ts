import { done } from '../../../protocol/errors';
import { RunSchema } from '../../../protocol/run';
import { json } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findRun } from './find-run';

const runRoute = defineRoute({
  method: 'GET',
  path: '/api/runs/:run',
  summary: 'One run',
  answers: [{ status: 200, content: RunSchema }],
  errors: ['not_found'],
  handle: ({ path }, { services }) => {
    const run = findRun(path.run, services.queries);
    return run.ok ? done(json(run.value)) : run;
  }
});

const stopRoute = defineRoute({
  method: 'POST',
  path: '/api/runs/:run/stop',
  summary: 'Ends the run’s whole process tree; answers at once, the end comes as an event',
  answers: [{ status: 202, content: RunSchema }],
  errors: ['not_found', 'run_ended'],
  handle: async ({ path }, { services }) => {
    const run = findRun(path.run, services.queries);
    if (!run.ok) {
      return run;
    }
    const stopped = await services.commands.stopRun(run.value.id);
    return stopped.ok ? done(json(stopped.value, 202)) : stopped;
  }
});

export const runRoutes: readonly Route[] = [runRoute, stopRoute];
