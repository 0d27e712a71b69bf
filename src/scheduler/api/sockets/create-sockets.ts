import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { done, refuse, type Outcome, type Refusal } from '../../../protocol/errors';
import type { ILogger } from '../../ports';
import type { Session } from '../access/create-sessions';
import { serveEvents } from '../events/serve-events';
import type { ApiLimits } from '../http/limits';
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
  /** Ends the connections of members: who may still come, comes again. */
  dismissMembers(): void;
  /** Ends every connection; resolves when all are gone. */
  close(): Promise<void>;
}

type Admit = (request: IncomingMessage) => Outcome<Session>;
type Serve = (socket: WebSocket, stream: Duplex) => void;
type SocketsContext = { readonly logger: ILogger; readonly limits: ApiLimits };

export function createSockets(context: SocketsContext, admit: Admit): ISockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  server.on('wsClientError', (error, socket) => refuseUpgrade(socket, { code: 'bad_request', message: error.message, details: null }));
  const findServe = createServeFinder(context);
  const members = new Set<WebSocket>();
  return {
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      const admitted = admit(request);
      if (!admitted.ok) {
        refuseUpgrade(socket, admitted.refusal);
        return;
      }
      const serve = findServe(request, admitted.value);
      if (!serve.ok) {
        refuseUpgrade(socket, serve.refusal);
        return;
      }
      server.handleUpgrade(request, socket, head, websocket => {
        websocket.on('error', error => context.logger.info({ error, path: request.url }, 'a websocket failed'));
        keepAlive(websocket, context.limits.pingInterval);
        const { principal, services } = admitted.value;
        if (principal.kind === 'member') {
          members.add(websocket);
          websocket.on('close', () => members.delete(websocket));
        } else if (principal.kind === 'run') {
          void services.runEnded(principal.name).then(() => websocket.close(1008, 'the run has ended'));
        }
        serve.value(websocket, socket);
      });
    },
    dismissMembers: () => members.forEach(socket => socket.close(1008, 'who may ask has changed')),
    close: () => closeAll(server)
  };
}

function createServeFinder({ logger, limits }: SocketsContext): (request: IncomingMessage, session: Session) => Outcome<Serve> {
  const parseAttach = createQueryParser(AttachQuerySchema);
  return (request, { services, channels }) => {
    const url = parseUrl(request);
    if (url?.pathname === EVENTS_PATH) {
      return done((socket, stream) => serveEvents(socket, stream, { services, channels, logger, limits }));
    }
    if (url?.pathname === ATTACH_PATH) {
      const query = parseAttach(Object.fromEntries(url.searchParams));
      const attachment = query.ok ? services.commands.attach(query.value.root) : query;
      return attachment.ok ? done(socket => void socket.on('close', () => attachment.value.detach())) : attachment;
    }
    return refuse('not_found', `no websocket at ${request.url ?? ''}; there are ${EVENTS_PATH} and ${ATTACH_PATH}`);
  };
}

function parseUrl(request: IncomingMessage): URL | null {
  return URL.parse(request.url ?? '', 'http://localhost');
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
