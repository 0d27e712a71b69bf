import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Refusal } from '../../protocol/errors';
import type { ILogger } from '../ports';
import type { SchedulerServices } from '../services/scheduler-services';
import { TopicChannels } from './events/topic-channels';
import { AnswersInFlight } from './http/answers-in-flight';
import { createTokenCheck } from './http/check-token';
import { createHttpServer } from './http/create-http-server';
import { createRouter } from './http/create-router';
import { guardRequest } from './http/guard-request';
import { DEFAULT_LIMITS, type ApiLimits } from './http/limits';
import { isLoopback } from './http/loopback';
import { registerRoutes } from './http/register-routes';
import { createMetrics } from './metrics/create-metrics';
import { ALL_ROUTES } from './routes/all-routes';
import { openApiDocument } from './routes/openapi-document';
import { createSockets } from './sockets/create-sockets';

/** Time that running answers have when the API closes, in milliseconds. */
const CLOSE_GRACE = 2000;

/** The scheduler’s HTTP and websocket server. */
export interface IApi {
  /** Listens on a loopback address; port 0 is chosen. Rejects where the port is taken. */
  listen(host: string, port: number): Promise<{ readonly url: string }>;
  /** Takes no more requests, ends every websocket, waits for running answers, shortly. */
  close(): Promise<void>;
}

type ApiOptions = {
  readonly services: SchedulerServices;
  readonly token: string;
  readonly version: string;
  readonly logger: ILogger;
  readonly limits?: Partial<ApiLimits>;
};

export function createApi(options: ApiOptions): IApi {
  const { services, logger, version } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const isToken = createTokenCheck(options.token);
  let closing = false;
  const admit = (request: IncomingMessage): Refusal | null =>
    guardRequest(request, isToken) ?? (closing ? { code: 'shutting_down', message: 'the scheduler is ending', details: null } : null);
  const answers = new AnswersInFlight();
  const router = createRouter(handler => createHttpServer(handler, { admit, answers, limits }), logger);
  const metrics = createMetrics(services, version);
  registerRoutes(router, ALL_ROUTES, { services, logger, metrics, document: () => openApiDocument(version) });
  const sockets = createSockets({ services, logger, limits, channels: new TopicChannels(services, logger) }, admit);
  router.server.on('upgrade', (request, socket, head) => sockets.upgrade(request, socket, head));
  return {
    listen: async (host, port) => {
      if (!isLoopback(host)) {
        throw new Error(`${host} is not a loopback address; the scheduler listens on this machine only`);
      }
      await router.listen({ host: addressOf(host), port });
      return { url: urlOf(router.server) };
    },
    close: async () => {
      closing = true;
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
