import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Configuration } from '../protocol/configuration';
import { removeAddress, writeAddress } from './address-file';
import { createApi } from './api/create-api';
import { readAddress } from './cli/client/read-address';
import type { ILogger } from './ports';
import type { Adapters } from './adapters';
import { lockState, type StateLock } from './store/state-lock';
import { wireAdapters, type Programs } from './wire-adapters';
import { wireScheduler } from './wire';

export type ServeRequest = {
  readonly configuration: Configuration;
  readonly keepRunning: boolean;
  readonly programs: Programs;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: ILogger;
  /** Ends the scheduler in order. */
  readonly signal: AbortSignal;
  /** Called once it answers. */
  readonly ready: (url: string) => void;
};

/** Bytes of the secret that every request needs. */
const TOKEN_BYTES = 32;

/** `taken`: another scheduler owns the state directory. `failed`: it could not begin. */
export type ServeEnd = { readonly kind: 'ended' } | { readonly kind: 'taken' | 'failed'; readonly message: string };

type OpenState = { readonly kind: 'open'; readonly lock: StateLock; readonly adapters: Adapters };

/** Runs the scheduler until it is asked to end. Runs that are under way go on without it. */
export async function serve(request: ServeRequest): Promise<ServeEnd> {
  const { configuration, logger, version } = request;
  const stateDir = configuration.state_dir;
  const state = openState(request);
  if (state.kind !== 'open') {
    return state;
  }
  const { lock, adapters } = state;
  const { promise: asked, resolve: end } = Promise.withResolvers<void>();
  request.signal.addEventListener('abort', () => end(), { once: true });
  const startedAt = adapters.clock.now();
  const facts = { version, pid: process.pid, startedAt, owner: userInfo().username, stateDir };
  const scheduler = wireScheduler(adapters, { configuration, facts, keepRunning: request.keepRunning, end });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const api = createApi({ services: scheduler.services, token, version, logger });
  await scheduler.start();
  const address = await listen(api, configuration.listen);
  if (address.kind === 'failed') {
    scheduler.stop();
    await adapters.environments.close();
    adapters.store.close();
    lock.release();
    return address;
  }
  const { url } = address;
  writeAddress(stateDir, { pid: process.pid, url, token, version, started_at: new Date(startedAt).toISOString() });
  logger.info({ url, stateDir, version }, 'scheduler is ready');
  request.ready(url);
  await asked;
  logger.info({}, 'scheduler ends');
  removeAddress(stateDir);
  scheduler.stop();
  await api.close();
  adapters.store.close();
  lock.release();
  return { kind: 'ended' };
}

async function listen(
  api: ReturnType<typeof createApi>,
  { host, port }: Configuration['listen']
): Promise<{ readonly kind: 'listening'; readonly url: string } | { readonly kind: 'failed'; readonly message: string }> {
  try {
    const { url } = await api.listen(host, port);
    return { kind: 'listening', url };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      kind: 'failed',
      message: `it can’t listen at ${host}:${port}: ${why}; choose another port with listen, 0 for any that is free`
    };
  }
}

/** Takes the state directory and opens what lies in it. */
function openState(request: ServeRequest): OpenState | Exclude<ServeEnd, { kind: 'ended' }> {
  const stateDir = request.configuration.state_dir;
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    const lock = lockState(stateDir);
    return lock === null ? { kind: 'taken', message: takenMessage(stateDir) } : { kind: 'open', lock, adapters: wireAdapters(request) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', message: `the state directory ${stateDir} can’t be used: ${why}; repair it, or choose another with --state` };
  }
}

function takenMessage(stateDir: string): string {
  const owner = readAddress(stateDir);
  const who = owner.ok ? `the scheduler with process id ${owner.value.pid} at ${owner.value.url}` : 'another scheduler';
  return `${who} owns ${stateDir} already: use it, end it with \`peach shutdown\`, or choose another folder with --state`;
}
