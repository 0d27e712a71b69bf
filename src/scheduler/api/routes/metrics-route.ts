import { Readable } from 'node:stream';
import { done } from '../../../protocol/errors';
import { defineRoute } from '../http/route';

export const metricsRoute = defineRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'Figures in the text format of Prometheus; the secret is asked for as everywhere',
  answers: [{ status: 200, content: 'metrics' }],
  handle: async (_request, { metrics }) =>
    done({ kind: 'text', status: 200, headers: { 'content-type': metrics.contentType }, body: Readable.from([await metrics.text()]) })
});
