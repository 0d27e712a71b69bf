import { done } from '../../../protocol/errors';
import { OrganisationsAnswerSchema, type OrganisationsAnswer } from '../../../protocol/list-answers';
import { json } from '../http/answer';
import { defineRoute } from '../http/route';

export const organisationsRoute = defineRoute({
  method: 'GET',
  path: '/api/organisations',
  summary: 'Every organisation with its loop, its environment’s state and its counts',
  answers: [{ status: 200, content: OrganisationsAnswerSchema }],
  handle: (_request, { services }) => {
    const answer: OrganisationsAnswer = { organisations: [...services.queries.organisations()] };
    return done(json(answer));
  }
});
