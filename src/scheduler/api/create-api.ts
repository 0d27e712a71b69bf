import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccessEntry } from '../../protocol/access';
import { refuse, type Outcome } from '../../protocol/errors';
import { createSessions, type Session, type SessionsOptions } from './access/create-sessions';
import { AnswersInFlight } from './http/answers-in-flight';
import { createHttpServer } from './http/create-http-server';
import { createRouter } from './http/create-router';
import { guardRequest } from './http/guard-request';
import { DEFAULT_LIMITS, type ApiLimits } from './http/limits';
import { isLoopback } from './http/loopback';
import { registerRoutes } from './http/register-routes';
import type { RouteContext } from './http/route';
import { createMetrics } from './metrics/create-metrics';
import { ALL_ROUTES } from './routes/all-routes';
import { openApiDocument } from './routes/openapi-document';
import { createSockets } from './sockets/create-sockets';

/** Time that running answers have when the API closes, in milliseconds. */
const CLOSE_GRACE = 2000;

const NOT_OPEN = {
  starting: refuse('starting', 'the scheduler is starting: ask again in a moment'),
  closing: refuse('shutting_down', 'the scheduler is ending')
} as const;

/** The scheduler’s HTTP and websocket server. Whoever comes before it is open is told that it is starting. */
export interface IApi {
  /** Listens on a loopback address; port 0 is chosen. Rejects where the port is taken. */
  listen(host: string, port: number): Promise<{ readonly url: string }>;
  /** Answers from now on. */
  open(): void;
  /** From now on these are the members; those who were connected have to come again. */
  setMembers(access: readonly AccessEntry[]): void;
  /** Takes no more requests, ends every websocket, waits for running answers, shortly. */
  close(): Promise<void>;
}

export type ApiOptions = SessionsOptions & {
  readonly version: string;
  /** Address of a proxy with TLS in front, as others know it; null: there is none. */
  readonly publicUrl: URL | null;
  readonly limits?: Partial<ApiLimits>;
};

export function createApi(options: ApiOptions): IApi {
  const { services, logger, version } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const sessions = createSessions(options);
  let state: 'starting' | 'open' | 'closing' = 'starting';
  const admit = (request: IncomingMessage): Outcome<Session> => {
    const session = guardRequest(request, sessions, options.publicUrl);
    return session.ok && state !== 'open' ? NOT_OPEN[state] : session;
  };
  /** Of requests that were let in. */
  const admitted = new WeakMap<IncomingMessage, Session>();
  const answers = new AnswersInFlight();
  const router = createRouter(handler => createHttpServer(handler, { admit, sessions: admitted, answers, limits }), logger);
  const metrics = createMetrics(services, version);
  registerRoutes(router, ALL_ROUTES, (request): RouteContext => {
    const session = admitted.get(request);
    if (session === undefined) {
      throw new Error('a request was handled that nobody let in');
    }
    const seesAll = session.principal.grants.everywhere !== null;
    return { services: session.services, logger, metrics: seesAll ? metrics : null, document: () => openApiDocument(version) };
  });
  const sockets = createSockets({ logger, limits }, admit);
  router.server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  return {
    listen: async (host, port) => {
      if (!isLoopback(host)) {
        throw new Error(`${host} is not a loopback address; the scheduler listens on this machine only`);
      }
      await router.listen({ host: addressOf(host), port });
      return { url: urlOf(router.server) };
    },
    open: () => {
      state = 'open';
    },
    setMembers: access => {
      sessions.setMembers(access);
      sockets.dismissMembers();
    },
    close: async () => {
      state = 'closing';
      metrics.close();
      await sockets.close();
      const closed = router.close();
      await answers.finished(CLOSE_GRACE);
      // What is left is unused: connections that browsers keep, some without ever having sent a request.
      router.server.closeAllConnections();
      await closed;
    }
  };
}

/** `localhost` may mean two addresses, with one secret and two ports: it is 127.0.0.1 here. */
function addressOf(host: string): string {
  return host === 'localhost' ? '127.0.0.1' : host.replaceAll(/[[\]]/g, '');
}

function urlOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}
