import { connect, type Socket } from 'node:net';
import { createApi } from '../create-api';
import type { ApiLimits } from '../http/limits';
import { FakeScheduler } from './fake-scheduler';

export const TEST_TOKEN = 'test-token-of-at-least-thirty-two-characters';

/** A real server over loopback in front of a fake scheduler. */
export type TestApi = {
  readonly scheduler: FakeScheduler;
  readonly url: string;
  readonly port: number;
  /** What the server wrote into its own log as an error. */
  readonly errors: readonly Readonly<Record<string, unknown>>[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends bytes as they are and resolves with everything that came back until the server ended the connection. */
  raw(bytes: string): Promise<string>;
  open(): Socket;
  close(): Promise<void>;
};

export async function startTestApi(limits: Partial<ApiLimits> = {}): Promise<TestApi> {
  const scheduler = new FakeScheduler();
  const errors: Readonly<Record<string, unknown>>[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: Readonly<Record<string, unknown>>) => void errors.push(fields)
  };
  const api = createApi({ services: scheduler.services, token: TEST_TOKEN, version: '1.2.3', logger, limits });
  const { url } = await api.listen('127.0.0.1', 0);
  const port = Number(new URL(url).port);
  const open = () => connect(port, '127.0.0.1');
  return {
    scheduler,
    url,
    port,
    errors,
    open,
    fetch: (path, init = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${TEST_TOKEN}`, ...(init.headers as Record<string, string> | undefined) }
      }),
    raw: bytes => exchange(open(), bytes),
    close: () => api.close()
  };
}

function exchange(socket: Socket, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', data => (answer += String(data)));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
    socket.write(bytes, 'latin1');
  });
}
