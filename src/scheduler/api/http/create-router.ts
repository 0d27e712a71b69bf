import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Refusal } from '../../../protocol/errors';
import type { ILogger } from '../../ports';
import { answerClientError } from './client-error';
import { parseJsonBody } from './parse-json-body';
import { sendRefusal } from './send-refusal';

/** Longer than any key of a task, percent-encoded. */
const MAX_PATH_PART = 1000;

type ServerFactory = (handler: (request: IncomingMessage, response: ServerResponse) => void) => Server;

/** The router: what it can't route, parse or do itself is answered in our form of error body. */
export function createRouter(createServer: ServerFactory, logger: ILogger): FastifyInstance {
  const handleError = createErrorHandler(logger);
  const router = fastify({
    logger: false,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_PATH_PART },
    clientErrorHandler: answerClientError,
    frameworkErrors: handleError,
    serverFactory: createServer
  });
  router.setErrorHandler(handleError);
  router.setNotFoundHandler(async (request, reply) =>
    sendRefusal(reply, { code: 'not_found', message: `nothing at ${request.url}; GET /api/openapi.json lists every call`, details: null })
  );
  router.removeAllContentTypeParsers();
  router.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    const body = parseJsonBody(bytes);
    if (body.ok) {
      done(null, body.value);
    } else {
      done(new RefusedBody(body.refusal));
    }
  });
  return router;
}

/** Carries a refusal through the router, where a parser can only throw. */
class RefusedBody extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

function createErrorHandler(logger: ILogger): (error: FastifyError | RefusedBody, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    const refusal = refusalFor(error);
    if (refusal.code === 'internal') {
      logger.error({ error, method: request.method, path: request.url }, 'request failed');
    }
    sendRefusal(reply, refusal);
  };
}

function refusalFor(error: FastifyError | RefusedBody): Refusal {
  if (error instanceof RefusedBody) {
    return error.refusal;
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return { code: 'too_large', message: 'the body is larger than this call takes', details: null };
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return { code: 'bad_request', message: 'send the body as application/json', details: null };
  }
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) {
    return { code: 'bad_request', message: error.message, details: null };
  }
  return { code: 'internal', message: 'the scheduler failed at this call; its own log has the reason', details: null };
}
