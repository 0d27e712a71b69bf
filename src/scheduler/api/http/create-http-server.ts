import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Refusal } from '../../../protocol/errors';
import type { AnswersInFlight } from './answers-in-flight';
import type { ApiLimits } from './limits';
import { refusalAnswer, STANDARD_HEADERS } from './refusal-answer';

/** What the server asks and tells before it hands a request on. */
type HttpServerOptions = {
  readonly admit: (request: IncomingMessage) => Refusal | null;
  readonly answers: AnswersInFlight;
  readonly limits: ApiLimits;
};

/** The server under the router: here nothing passes, not even to a page that does not exist, that `admit` refuses. */
export function createHttpServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
  { admit, answers, limits }: HttpServerOptions
): Server {
  const server = createServer(
    {
      headersTimeout: limits.headersTimeout,
      requestTimeout: limits.requestTimeout,
      connectionsCheckingInterval: Math.min(1000, limits.headersTimeout),
      shouldUpgradeCallback: request => request.headers.upgrade?.toLowerCase() === 'websocket'
    },
    (request, response) => {
      const refusal = admit(request);
      if (refusal !== null) {
        refuseRequest(response, refusal);
        return;
      }
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
