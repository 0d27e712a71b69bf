import { done } from '../../../protocol/errors';
import { json } from '../http/answer';
import { defineRoute } from '../http/route';

export const openApiRoute = defineRoute({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description',
  answers: [{ status: 200, content: 'document' }],
  handle: (_request, { document }) => done(json(document()))
});
