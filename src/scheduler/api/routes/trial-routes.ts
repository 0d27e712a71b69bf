import { done, refuse } from '../../../protocol/errors';
import { parseRunId } from '../../../protocol/identity';
import { MAX_NOTEBOOK_BYTES } from '../../../protocol/task-definition';
import { TrialRequestSchema, TrialSchema } from '../../../protocol/trial';
import { json } from '../http/answer';
import { defineRoute, type Route } from '../http/route';

/** Beside the notebook: the definition and the names. */
const REST_BYTES = 1024 * 1024;

const startRoute = defineRoute({
  method: 'POST',
  path: '/api/trials',
  summary:
    'Runs a task once from a person’s working copy, as it would be run from master; kept out of the history, and gone an hour after its end. The trial before it of the same organisation is stopped',
  body: TrialRequestSchema,
  bodyLimit: MAX_NOTEBOOK_BYTES + REST_BYTES,
  answers: [{ status: 202, content: TrialSchema }],
  errors: ['not_found', 'definition_invalid', 'task_not_runnable', 'git_failed', 'disk_full'],
  handle: async ({ body }, { services }) => {
    const trial = await services.commands.startTrial(body);
    return trial.ok ? done(json(trial.value, 202)) : trial;
  }
});

const trialRoute = defineRoute({
  method: 'GET',
  path: '/api/trials/:run',
  summary: 'One trial; its run and its log are found among the runs too, and are stopped there',
  answers: [{ status: 200, content: TrialSchema }],
  errors: ['not_found'],
  handle: ({ path }, { services }) => {
    const run = parseRunId(path.run);
    const trial = run === null ? null : services.queries.trial(run);
    return trial === null ? refuse('not_found', `no trial ${JSON.stringify(path.run)}; use the UUID of its run`) : done(json(trial));
  }
});

export const trialRoutes: readonly Route[] = [startRoute, trialRoute];
