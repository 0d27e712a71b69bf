import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { done, type Outcome } from '../../../protocol/errors';
import { createInputParser } from './parse-input';
import { createQueryParser } from './parse-query';
import type { Answer } from './answer';
import type { Route, RouteContext, RouteRequest } from './route';
import { sendRefusal } from './send-refusal';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What a route may use for one request. */
type ContextOf = (request: IncomingMessage) => RouteContext;

/** Teaches the router every route, and to answer 405 for the other methods of their paths. */
export function registerRoutes(fastify: FastifyInstance, routes: readonly Route[], contextOf: ContextOf): void {
  const allowed = new Map<string, HTTPMethods[]>();
  for (const route of routes) {
    allowed.set(route.path, [...(allowed.get(route.path) ?? []), route.method]);
    fastify.route({ method: route.method, url: route.path, bodyLimit: route.bodyLimit, handler: createHandler(route, contextOf) });
  }
  for (const [path, methods] of allowed) {
    registerOtherMethods(fastify, path, methods);
  }
}

function createHandler(route: Route, contextOf: ContextOf): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const read = createRequestReader(route);
  return async (request, reply) => {
    const checked = read(request);
    const outcome = checked.ok ? await route.handle({ ...checked.value, signal: whenGone(reply) }, contextOf(request.raw)) : checked;
    return outcome.ok ? sendAnswer(reply, outcome.value) : sendRefusal(reply, outcome.refusal);
  };
}

function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

type CheckedRequest = Omit<RouteRequest<string, unknown, unknown>, 'signal'>;

function createRequestReader(route: Route): (request: FastifyRequest) => Outcome<CheckedRequest> {
  const parseQuery = route.query === null ? () => done(null) : createQueryParser(route.query);
  const parseBody = route.body === null ? () => done(null) : createInputParser(route.body, 'body');
  return request => {
    const query = parseQuery(request.query);
    const body = parseBody(request.body ?? (route.bodyOptional ? {} : request.body));
    if (!query.ok) {
      return query;
    }
    if (!body.ok) {
      return body;
    }
    const path = request.params as Readonly<Record<string, string>>;
    return done({ path, query: query.value, body: body.value, headers: request.headers });
  };
}

function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.kind === 'text') {
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  }
  return reply.code(answer.status).type('application/json; charset=utf-8').send(JSON.stringify(answer.value));
}

function registerOtherMethods(fastify: FastifyInstance, path: string, methods: readonly HTTPMethods[]): void {
  const allow = methods.join(', ');
  const message = `this path takes ${methods.join(' or ')} only`;
  fastify.route({
    method: METHODS.filter(method => !methods.includes(method)),
    url: path,
    // Before the body is read: what it holds does not matter.
    onRequest: async (_request, reply) =>
      sendRefusal(reply.header('allow', allow), { code: 'method_not_allowed', message, details: { allow: methods } }),
    handler: async (_request, reply) => reply
  });
}
