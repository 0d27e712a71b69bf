import type { Socket } from 'node:net';
import type { Refusal } from '../../../protocol/errors';
import { rawRefusal } from './refusal-answer';

const REASONS: Readonly<Record<string, { readonly status: number; readonly message: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: 'the headers of the request are too large; at most 16 KiB' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'the request did not arrive in time' }
};

/** Answers what is not an HTTP request, or did not become one in time, and ends the connection. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const { status, message } = REASONS[error.code ?? ''] ?? { status: 400, message: 'this is not an HTTP/1.1 request' };
  const refusal: Refusal = { code: 'bad_request', message, details: null };
  socket.end(rawRefusal(refusal, status), () => socket.destroy());
}
