import { Type } from '@sinclair/typebox';
import { done } from '../../../protocol/errors';
import { json } from '../http/answer';
import { defineRoute } from '../http/route';

const ShutdownAnswerSchema = Type.Object({ shutting_down: Type.Literal(true) }, { additionalProperties: false });

export const shutdownRoute = defineRoute({
  method: 'POST',
  path: '/api/shutdown',
  summary: 'Ends the scheduler in order; runs go on under their supervisors',
  answers: [{ status: 202, content: ShutdownAnswerSchema }],
  handle: (_request, { services }) => {
    const outcome = services.commands.shutdown();
    return outcome.ok ? done(json({ shutting_down: true }, 202)) : outcome;
  }
});
