import type { IncomingHttpHeaders } from 'node:http';
import type { Static, TObject, TSchema } from '@sinclair/typebox';
import type { ErrorCode, Outcome } from '../../../protocol/errors';
import type { ILogger } from '../../ports';
import type { SchedulerServices } from '../../services/scheduler-services';
import type { IMetrics } from '../metrics/create-metrics';
import type { Answer } from './answer';

/** What a route may use. */
export type RouteContext = {
  readonly services: SchedulerServices;
  readonly logger: ILogger;
  /** Of all organisations; null: whoever asks may not see them all. */
  readonly metrics: IMetrics | null;
  /** The OpenAPI document of all routes. */
  readonly document: () => unknown;
};

/** A request whose parts have been checked. */
export type RouteRequest<Name extends string, Query, Body> = {
  readonly path: Readonly<Record<Name, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly headers: IncomingHttpHeaders;
  /** Aborted when whoever asks is gone. */
  readonly signal: AbortSignal;
};

/** What a route answers with status `status`: a schema, the text of a log, figures, or a websocket. */
export type RouteAnswer = { readonly status: number; readonly content: TSchema | 'log' | 'websocket' | 'document' | 'metrics' };

/** One call of the API: all that the router, the check of requests and the OpenAPI document need. */
export type Route<Name extends string = string, Query = unknown, Body = unknown> = {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With `:name` for each part that varies. */
  readonly path: string;
  readonly summary: string;
  readonly query: TObject | null;
  readonly body: TSchema | null;
  /** A call without a body counts as one with `{}`. */
  readonly bodyOptional: boolean;
  /** Bytes. */
  readonly bodyLimit: number;
  readonly answers: readonly RouteAnswer[];
  /** Codes it can refuse with, those of every call aside. */
  readonly errors: readonly ErrorCode[];
  handle(request: RouteRequest<Name, Query, Body>, context: RouteContext): Outcome<Answer> | Promise<Outcome<Answer>>;
};

type PathNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | PathNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type QueryOf<Query> = Query extends TObject ? Static<Query> : null;
type BodyOf<Body> = Body extends TSchema ? Static<Body> : null;

/** Fields with a default in {@link defineRoute}. */
type Optional = 'query' | 'body' | 'bodyOptional' | 'bodyLimit' | 'errors';

type RouteDefinition<Path extends string, Query extends TObject | null, Body extends TSchema | null> = Omit<
  Route<PathNames<Path>, QueryOf<Query>, BodyOf<Body>>,
  'path' | Optional
> &
  Partial<Pick<Route, 'bodyOptional' | 'bodyLimit' | 'errors'>> & { readonly path: Path; readonly query?: Query; readonly body?: Body };

const SMALL_BODY = 64 * 1024;

/** A route whose handler gets its path, query and body typed by what the route declares. */
export function defineRoute<Path extends string, Query extends TObject | null = null, Body extends TSchema | null = null>(
  definition: RouteDefinition<Path, Query, Body>
): Route {
  return { query: null, body: null, bodyOptional: false, bodyLimit: SMALL_BODY, errors: [], ...definition };
}
