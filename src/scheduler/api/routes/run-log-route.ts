import { Type, type Static } from '@sinclair/typebox';
import { done, type Outcome } from '../../../protocol/errors';
import type { RunId } from '../../../protocol/identity';
import type { ILogs } from '../../ports';
import type { Answer } from '../http/answer';
import { parseRange } from '../http/parse-range';
import { defineRoute } from '../http/route';
import { findRun } from './find-run';
import { readLog } from './read-log';

const LogQuery = Type.Object(
  {
    tail: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 10_000_000, description: 'only the last lines, this many; Range then has no meaning' })
    ),
    download: Type.Optional(Type.String({ description: 'present: the browser is told to save it as a file' }))
  },
  { additionalProperties: false }
);

export const runLogRoute = defineRoute({
  method: 'GET',
  path: '/api/runs/:run/log',
  summary:
    'The log’s bytes as they stand now; `Range: bytes=` asks for a part. The header Peach-Log-Offset tells where the first byte stands',
  query: LogQuery,
  answers: [
    { status: 200, content: 'log' },
    { status: 206, content: 'log' }
  ],
  errors: ['not_found', 'range_not_satisfiable'],
  handle: async ({ path, query, headers }, { services }) => {
    const run = findRun(path.run, services.queries);
    if (!run.ok) {
      return run;
    }
    // Without a validator no If-Range can match, and then the whole is asked for.
    const range = headers['if-range'] === undefined ? headers.range : undefined;
    return logAnswer(run.value.id, { ...query, range }, services.logs);
  }
});

type LogRequest = Static<typeof LogQuery> & { readonly range: string | undefined };

async function logAnswer(run: RunId, request: LogRequest, logs: ILogs): Promise<Outcome<Answer>> {
  const size = await logs.size(run);
  const range = parseRange(request.tail === undefined ? request.range : undefined, size);
  if (!range.ok) {
    return range;
  }
  const start = request.tail === undefined ? 0 : Math.min(size, await logs.tailOffset(run, request.tail));
  const { from, to } = range.value ?? { from: start, to: size };
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(to - from),
    'accept-ranges': 'bytes',
    'peach-log-offset': String(from),
    ...(range.value === null ? {} : { 'content-range': `bytes ${from}-${to - 1}/${size}` }),
    ...(request.download === undefined ? {} : { 'content-disposition': `attachment; filename="${run}.log"` })
  };
  return done({ kind: 'text', status: range.value === null ? 200 : 206, headers, body: readLog(logs, run, { from, to }) });
}
