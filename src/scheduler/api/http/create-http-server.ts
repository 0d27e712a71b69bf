import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Outcome, Refusal } from '../../../protocol/errors';
import type { Session } from '../access/create-sessions';
import type { AnswersInFlight } from './answers-in-flight';
import type { ApiLimits } from './limits';
import { refusalAnswer, STANDARD_HEADERS } from './refusal-answer';

/** What the server asks and tells before it hands a request on. */
type HttpServerOptions = {
  readonly admit: (request: IncomingMessage) => Outcome<Session>;
  /** Who asks, for whoever handles the request. */
  readonly sessions: WeakMap<IncomingMessage, Session>;
  readonly answers: AnswersInFlight;
  readonly limits: ApiLimits;
};

/** The server under the router: here nothing passes, not even to a page that does not exist, that `admit` refuses. */
export function createHttpServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  { admit, sessions, answers, limits }: HttpServerOptions
): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      connectionsCheckingInterval: Math.min(1000, limits.headersTimeout),
      shouldUpgradeCallback: request => request.headers.upgrade?.toLowerCase() === 'websocket'
    },
    (request, response) => {
      const admitted = admit(request);
      if (!admitted.ok) {
        refuseRequest(response, admitted.refusal);
        return;
      }
      sessions.set(request, admitted.value);
      for (const [name, value] of Object.entries(STANDARD_HEADERS)) {
        response.setHeader(name, value);
      }
      answers.add(response);
      handler(request, response);
    }
  );
  server.timeout = limits.idleTimeout;
  server.maxConnections = limits.connections;
  return server;
}

function refuseRequest(response: ServerResponse, refusal: Refusal): void {
  const { status, headers, body } = refusalAnswer(refusal);
  // Its body, if any, is not read: the connection can't be used again.
  response.writeHead(status, { ...headers, connection: 'close' }).end(body);
}
