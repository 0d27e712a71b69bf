import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { refuse, type Outcome, type Refusal } from '../../../protocol/errors';
import { serveEvents, type EventsContext } from '../events/serve-events';
import { createQueryParser } from '../http/parse-query';
import { rawRefusal } from '../http/refusal-answer';
import { ATTACH_PATH, AttachQuerySchema, EVENTS_PATH } from '../routes/websocket-routes';
import { keepAlive } from './keep-alive';

/** Clients send a few words; logs go the other way. */
const MAX_MESSAGE_BYTES = 64 * 1024;
/** Time that a peer has for its closing handshake, in milliseconds. */
const CLOSE_GRACE = 1000;

/** The websockets of the API. */
export interface ISockets {
  /** Answers an upgrade request, with the handshake or with an HTTP refusal. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends every connection; resolves when all are gone. */
  close(): Promise<void>;
}

type Admit = (request: IncomingMessage) => Refusal | null;
type Serve = (socket: WebSocket, stream: Duplex) => void;

export function createSockets(context: EventsContext, admit: Admit): ISockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.on('wsClientError', (error, socket) => refuseUpgrade(socket, { code: 'bad_request', message: error.message, details: null }));
  const findServe = createServeFinder(context);
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const refusal = admit(request);
      const serve: Outcome<Serve> = refusal === null ? findServe(request) : { ok: false, refusal };
      if (!serve.ok) {
        refuseUpgrade(socket, serve.refusal);
        return;
      }
      server.handleUpgrade(request, socket, head, websocket => {
        websocket.on('error', error => context.logger.info({ error, path: request.url }, 'a websocket failed'));
        keepAlive(websocket, context.limits.pingInterval);
        serve.value(websocket, socket);
      });
    },
    close: () => closeAll(server)
  };
}

function createServeFinder(context: EventsContext): (request: IncomingMessage) => Outcome<Serve> {
  const parseAttach = createQueryParser(AttachQuerySchema);
  return request => {
    const url = parseUrl(request);
    if (url?.pathname === EVENTS_PATH) {
      return { ok: true, value: (socket, stream) => serveEvents(socket, stream, context) };
    }
    if (url?.pathname === ATTACH_PATH) {
      const query = parseAttach(Object.fromEntries(url.searchParams));
      return query.ok ? { ok: true, value: socket => attach(socket, query.value.root, context) } : query;
    }
    return refuse('not_found', `no websocket at ${request.url ?? ''}; there are ${EVENTS_PATH} and ${ATTACH_PATH}`);
  };
}

function parseUrl(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '', 'http://localhost');
}

function attach(socket: WebSocket, root: string, { services }: EventsContext): void {
  const attachment = services.commands.attach(root);
  socket.on('close', () => attachment.detach());
}

function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  socket.end(rawRefusal(refusal), () => socket.destroy());
}

async function closeAll(server: WebSocketServer): Promise<void> {
  const all = [...server.clients].map(socket => new Promise<void>(resolve => socket.once('close', () => resolve())));
  server.clients.forEach(socket => socket.close(1001, 'the scheduler ends'));
  const timer = setTimeout(() => server.clients.forEach(socket => socket.terminate()), CLOSE_GRACE);
  await Promise.all(all);
  clearTimeout(timer);
  server.close();
}
