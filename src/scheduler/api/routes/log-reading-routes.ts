import { Type } from '@sinclair/typebox';
import { done } from '../../../protocol/errors';
import { LogLinesAnswerSchema, LogSearchAnswerSchema, LogTimesAnswerSchema, LOG_BLOCK_BYTES } from '../../../protocol/log-lines';
import { countLogLines } from '../../services/logs/count-log-lines';
import { searchLog } from '../../services/logs/search-log';
import { json } from '../http/answer';
import { defineRoute, type Route } from '../http/route';
import { findRun } from './find-run';

const LONGEST_TEXT = 1000;
const MOST_MATCHES = 10_000;
const MOST_BYTES_OF_TIMES = 64 * LOG_BLOCK_BYTES;

const offset = (description: string) => Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description });

const linesRoute = defineRoute({
  method: 'GET',
  path: '/api/runs/:run/log/lines',
  summary: `How many lines begin in each block of ${LOG_BLOCK_BYTES} bytes of a log: what a reader needs to show any part of it without the rest`,
  query: Type.Object({ to: Type.Optional(offset('only the bytes before this one')) }, { additionalProperties: false }),
  answers: [{ status: 200, content: LogLinesAnswerSchema }],
  errors: ['not_found'],
  handle: async ({ path, query, signal }, { services }) => {
    const run = findRun(path.run, services.queries);
    return run.ok ? done(json(await countLogLines(services.logs, run.value.id, { to: query.to ?? Infinity, signal }))) : run;
  }
});

const timesRoute = defineRoute({
  method: 'GET',
  path: '/api/runs/:run/log/times',
  summary: `When and on which stream the bytes of a part of a log were written, of at most ${MOST_BYTES_OF_TIMES} bytes`,
  query: Type.Object({ from: offset('first byte'), to: offset('first byte behind the part') }, { additionalProperties: false }),
  answers: [{ status: 200, content: LogTimesAnswerSchema }],
  errors: ['not_found'],
  handle: async ({ path, query: { from, to } }, { services: { queries, logs } }) => {
    const run = findRun(path.run, queries);
    if (!run.ok) {
      return run;
    }
    const entries = await logs.times(run.value.id, from, Math.min(to, from + MOST_BYTES_OF_TIMES));
    return done(json({ entries, gap: await logs.gap(run.value.id) }));
  }
});

const SearchQuery = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: LONGEST_TEXT, description: 'taken literally' }),
    match_case: Type.Optional(Type.String({ description: 'present: capitals and small letters differ' })),
    from: Type.Optional(offset('lines that begin before this byte are left out')),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: MOST_MATCHES, default: MOST_MATCHES, description: 'the line that reaches it is the last' })
    )
  },
  { additionalProperties: false }
);

const searchRoute = defineRoute({
  method: 'GET',
  path: '/api/runs/:run/log/search',
  summary: 'Where a text stands in a log, as it is shown: colours are left out, and what a progress bar overwrote',
  query: SearchQuery,
  answers: [{ status: 200, content: LogSearchAnswerSchema }],
  errors: ['not_found'],
  handle: async ({ path, query, signal }, { services }) => {
    const run = findRun(path.run, services.queries);
    if (!run.ok) {
      return run;
    }
    const { text: words, from = 0, limit = MOST_MATCHES } = query;
    const search = { words, matchCase: query.match_case !== undefined, from, limit, signal };
    return done(json(await searchLog(services.logs, run.value.id, search)));
  }
});

/** Reading parts of logs, and searching them. */
export const logReadingRoutes: readonly Route[] = [linesRoute, timesRoute, searchRoute];
