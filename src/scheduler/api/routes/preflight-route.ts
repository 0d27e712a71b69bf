import { done } from '../../../protocol/errors';
import { PreflightAnswerSchema, PreflightRequestSchema } from '../../../protocol/preflight';
import { MAX_NOTEBOOK_BYTES } from '../../../protocol/task-definition';
import { json } from '../http/answer';
import { defineRoute } from '../http/route';

/** Beside the notebook: the definition and the names. */
const REST_BYTES = 1024 * 1024;

export const preflightRoute = defineRoute({
  method: 'POST',
  path: '/api/preflight',
  summary: 'Checks a definition that may not be on disk yet against the notebook as it stands in the editor',
  body: PreflightRequestSchema,
  bodyLimit: MAX_NOTEBOOK_BYTES + REST_BYTES,
  answers: [{ status: 200, content: PreflightAnswerSchema }],
  handle: async ({ body }, { services }) => {
    const answer = await services.commands.preflight(body);
    return answer.ok ? done(json(answer.value)) : answer;
  }
});
