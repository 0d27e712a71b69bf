import type { IncomingMessage } from 'node:http';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { ISessions, Session } from '../access/create-sessions';
import { loopbackAuthorities } from './loopback';

/**
 * Lets `request` in, as whose it is, or not. Asked before anything else looks at it: `Host` against DNS rebinding, `Origin`
 * against pages of other sites (which may open websockets to us), then the secret. `publicUrl`: the address of a proxy
 * with TLS in front, as others know it; null: there is none.
 */
export function guardRequest(request: IncomingMessage, sessions: ISessions, publicUrl: URL | null): Outcome<Session> {
  const { host = [], origin = [] } = request.headersDistinct;
  const [authority = ''] = host.map(value => value.toLowerCase());
  const origins = host.length === 1 ? originsOf(authority, request, publicUrl) : [];
  if (origins.length === 0) {
    const { localAddress = '', localPort = 0 } = request.socket;
    return refuse(
      'forbidden_host',
      `the Host header has to name this machine, e.g. ${loopbackAuthorities(localAddress, localPort)[0]}; ` +
        'reach the scheduler through its loopback address, or through the one that public_url names'
    );
  }
  if (!origin.every(value => origins.includes(value.toLowerCase()))) {
    return refuse('forbidden_origin', 'pages of other origins may not use this scheduler; a program sends no Origin header');
  }
  const session = sessions.of(request.headers.authorization);
  return session === null ? refuse('unauthorised', 'send the scheduler’s secret as `Authorization: Bearer <token>`') : done(session);
}

/** What `Origin` may be where `Host` is `authority`; none where nobody may ask for that. */
function originsOf(authority: string, { socket }: IncomingMessage, publicUrl: URL | null): readonly string[] {
  const { localAddress = '', localPort = 0 } = socket;
  const local = loopbackAuthorities(localAddress, localPort).includes(authority) ? [`http://${authority}`] : [];
  const isPublic = publicUrl !== null && (authority === publicUrl.host || authority === `${publicUrl.hostname}:443`);
  return isPublic ? [...local, publicUrl.origin] : local;
}
