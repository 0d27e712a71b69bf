import { done } from '../../../protocol/errors';
import { HealthSchema } from '../../../protocol/health';
import { json } from '../http/answer';
import { defineRoute } from '../http/route';

export const healthRoute = defineRoute({
  method: 'GET',
  path: '/api/health',
  summary: 'Version, age, owner and the laps of the loops; 503 with the same body when a loop stands still',
  answers: [
    { status: 200, content: HealthSchema },
    { status: 503, content: HealthSchema }
  ],
  handle: (_request, { services }) => {
    const health = services.queries.health();
    return done(json(health, health.loops.some(loop => loop.standing_still) ? 503 : 200));
  }
});
