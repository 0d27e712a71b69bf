import type { IncomingMessage } from 'node:http';
import type { Refusal } from '../../../protocol/errors';
import type { TokenCheck } from './check-token';
import { loopbackAuthorities } from './loopback';

/**
 * Why `request` is not let in, or null. Asked before anything else looks at it: `Host` against DNS rebinding, `Origin`
 * against pages of other sites (which may open websockets to us), then the secret.
 */
export function guardRequest(request: IncomingMessage, isToken: TokenCheck): Refusal | null {
  const { localAddress = '', localPort = 0 } = request.socket;
  const authorities = loopbackAuthorities(localAddress, localPort);
  const { host = [], origin = [] } = request.headersDistinct;
  if (host.length !== 1 || !host.every(value => authorities.includes(value.toLowerCase()))) {
    return {
      code: 'forbidden_host',
      message: `the Host header has to name this machine, e.g. ${authorities[0]}; reach the scheduler through its loopback address`,
      details: null
    };
  }
  if (!origin.every(value => value.toLowerCase() === `http://${host[0]?.toLowerCase()}`)) {
    return {
      code: 'forbidden_origin',
      message: 'pages of other origins may not use this scheduler; a program sends no Origin header',
      details: null
    };
  }
  if (!isToken(request.headers.authorization)) {
    return { code: 'unauthorised', message: 'send the scheduler’s secret as `Authorization: Bearer <token>`', details: null };
  }
  return null;
}
