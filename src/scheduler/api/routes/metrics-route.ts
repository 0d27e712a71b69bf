import { Readable } from 'node:stream';
import { done, refuse } from '../../../protocol/errors';
import { defineRoute } from '../http/route';

export const metricsRoute = defineRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'Figures in the text format of Prometheus; the secret is asked for as everywhere',
  answers: [{ status: 200, content: 'metrics' }],
  handle: async (_request, { metrics }) =>
    metrics === null
      ? refuse('forbidden', 'these figures are of all organisations: they need a role in all of them')
      : done({ kind: 'text', status: 200, headers: { 'content-type': metrics.contentType }, body: Readable.from([await metrics.text()]) })
});
