import { connect, type Socket } from 'node:net';
import type { AccessEntry } from '../../../protocol/access';
import { parseRunId } from '../../../protocol/identity';
import type { AuditEntry } from '../../access-port';
import { createApi, type ApiOptions } from '../create-api';
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
  /** What was written into the audit log. */
  readonly audit: readonly AuditEntry[];
  setMembers(access: readonly AccessEntry[]): void;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends bytes as they are and resolves with everything that came back until the server ended the connection. */
  raw(bytes: string): Promise<string>;
  open(): Socket;
  close(): Promise<void>;
};

/** Options of an API that only its owner reaches. */
export function testApiOptions(options: Pick<ApiOptions, 'services'> & Partial<ApiOptions>): ApiOptions {
  return {
    token: TEST_TOKEN,
    version: '1.2.3',
    access: [],
    publicUrl: null,
    runTokens: { tokenOf: run => run, runOf: parseRunId },
    audit: { note: () => undefined },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    ...options
  };
}

export async function startTestApi(limits: Partial<ApiLimits> = {}, changes: Partial<ApiOptions> = {}): Promise<TestApi> {
  const audit: AuditEntry[] = [];
  const scheduler = new FakeScheduler();
  const errors: Readonly<Record<string, unknown>>[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (fields: Readonly<Record<string, unknown>>) => void errors.push(fields)
  };
  const api = createApi(
    testApiOptions({ services: scheduler.services, logger, limits, ...changes, audit: { note: entry => void audit.push(entry) } })
  );
  const { url } = await api.listen('127.0.0.1', 0);
  api.open();
  const port = Number(new URL(url).port);
  const open = () => connect(port, '127.0.0.1');
  return {
    scheduler,
    url,
    port,
    errors,
    audit,
    setMembers: access => api.setMembers(access),
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
