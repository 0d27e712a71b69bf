import { Type, type Static } from '@sinclair/typebox';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { Run } from '../../../protocol/run';
import type { LogGap } from '../../../protocol/run-folder';
import { formatSize } from '../../../protocol/size';
import type { ILogs } from '../../ports';
import type { Answer } from '../http/answer';
import { parseRange, type ByteRange } from '../http/parse-range';
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
    'The log’s bytes as they stand now; `Range: bytes=` asks for a part. The header Peach-Log-Offset tells where the first byte stands in the whole stream. Of a log over its limit the middle is dropped: Peach-Log-Dropped tells which bytes, a line of the text says so in their place, and a range ends before them or begins after them',
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
    const request = { ...query, run: run.value };
    return range === undefined || query.tail !== undefined
      ? wholeAnswer(request, services.logs)
      : partAnswer(request, range, services.logs);
  }
});

type LogRequest = Static<typeof LogQuery> & { readonly run: Run };

/** The log from its first byte or its last lines on. Its length is told where it is certain: the gap of a log that grows may grow too. */
async function wholeAnswer({ run, ...request }: LogRequest, logs: ILogs): Promise<Outcome<Answer>> {
  const size = await logs.size(run.id);
  const from = request.tail === undefined ? 0 : Math.min(size, await logs.tailOffset(run.id, request.tail));
  const gap = await logs.gap(run.id);
  const isCertain = run.ended_at !== null && (gap === null || from >= gap.to);
  const headers = {
    ...logHeaders(request, { run, from, gap }),
    ...(isCertain ? { 'content-length': String(size - from) } : {})
  };
  return done({ kind: 'text', status: 200, headers, body: readLog(logs, run.id, { from, to: size, gaps: 'told' }) });
}

/** The bytes of `header`, a Range, that were not dropped: those before the gap, else those behind it. */
async function partAnswer({ run, ...request }: LogRequest, header: string, logs: ILogs): Promise<Outcome<Answer>> {
  const size = await logs.size(run.id);
  const range = parseRange(header, size);
  if (!range.ok) {
    return range;
  }
  if (range.value === null) {
    return wholeAnswer({ run, ...request }, logs);
  }
  const gap = await logs.gap(run.id);
  const { from, to } = keptRange(range.value, gap);
  if (gap !== null && from >= to) {
    const dropped = `bytes ${gap.from} to ${gap.to - 1} of the log were dropped: it is over its limit of ${formatSize(gap.limit)}`;
    return refuse('range_not_satisfiable', dropped, { size });
  }
  const headers = {
    ...logHeaders(request, { run, from, gap }),
    'content-length': String(to - from),
    'content-range': `bytes ${from}-${to - 1}/${size}`
  };
  return done({ kind: 'text', status: 206, headers, body: readLog(logs, run.id, { from, to, gaps: 'refused' }) });
}

function keptRange({ from, to }: ByteRange, gap: LogGap | null): ByteRange {
  if (gap === null || to <= gap.from || from >= gap.to) {
    return { from, to };
  }
  return from < gap.from ? { from, to: gap.from } : { from: gap.to, to };
}

type Place = { readonly run: Run; readonly from: number; readonly gap: LogGap | null };

function logHeaders(request: Pick<LogRequest, 'download'>, { run, from, gap }: Place): Readonly<Record<string, string>> {
  return {
    'content-type': 'text/plain; charset=utf-8',
    'accept-ranges': 'bytes',
    'peach-log-offset': String(from),
    ...(gap === null ? {} : { 'peach-log-dropped': `${gap.from}-${gap.to - 1}` }),
    ...(request.download === undefined ? {} : { 'content-disposition': `attachment; filename="${run.id}.log"` })
  };
}
