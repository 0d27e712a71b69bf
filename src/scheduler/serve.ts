import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { Configuration } from '../protocol/configuration';
import { removeAddress, writeAddress } from './address-file';
import { createApi } from './api/create-api';
import { readAddress } from './cli/client/read-address';
import type { ILogger } from './ports';
import type { Adapters } from './adapters';
import { createLiveConfiguration, type LiveConfiguration } from './live-configuration';
import { createStateDisk } from './state-disk';
import { lockState, ownerPid, type StateLock } from './store/state-lock';
import { wireAdapters, type Programs } from './wire-adapters';
import { wireScheduler } from './wire';

export type ServeRequest = {
  readonly configuration: Configuration;
  readonly keepRunning: boolean;
  readonly programs: Programs;
  readonly version: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: ILogger;
  /** Calls `listener` with each configuration that is read while the scheduler runs. */
  readonly reread: (listener: (next: Configuration) => void) => void;
  /** Ends the scheduler in order. */
  readonly signal: AbortSignal;
  /** Called once it answers. */
  readonly ready: (url: string) => void;
};

/** Bytes of the secret that every request needs. */
const TOKEN_BYTES = 32;

/** `taken`: another scheduler owns the state directory. `failed`: it could not begin. */
export type ServeEnd = { readonly kind: 'ended' } | { readonly kind: 'taken' | 'failed'; readonly message: string };

type OpenState = { readonly kind: 'open'; readonly lock: StateLock; readonly adapters: Adapters; readonly live: LiveConfiguration };

/** Runs the scheduler until it is asked to end. Runs that are under way go on without it. Never rejects. */
export async function serve(request: ServeRequest): Promise<ServeEnd> {
  const state = openState(request);
  if (state.kind !== 'open') {
    return state;
  }
  const { lock, adapters, live } = state;
  try {
    return await serveState(request, adapters, live);
  } catch (error) {
    request.logger.error({ error }, 'scheduler could not begin');
    return { kind: 'failed', message: startFailure(request, error) };
  } finally {
    Object.values(adapters.executors).forEach(executor => executor.close());
    await adapters.environments.close();
    adapters.store.close();
    lock.release();
  }
}

async function serveState(request: ServeRequest, adapters: Adapters, live: LiveConfiguration): Promise<ServeEnd> {
  const { logger, version } = request;
  const { configuration } = live;
  const stateDir = configuration.state_dir;
  // Of a scheduler that was killed: nobody answers there.
  removeAddress(stateDir, 'of_anyone');
  const { promise: asked, resolve: end } = Promise.withResolvers<void>();
  request.signal.addEventListener('abort', () => end(), { once: true });
  const { clock } = adapters;
  const startedAt = clock.now();
  const facts = { version, pid: process.pid, startedAt, startedAtMonotonic: clock.monotonic(), owner: userInfo().username, stateDir };
  const scheduler = wireScheduler(adapters, { configuration, facts, keepRunning: request.keepRunning, end });
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const publicUrl = configuration.public_url === null ? null : new URL(configuration.public_url);
  const { access } = configuration;
  const api = createApi({ ...adapters, services: scheduler.services, token, access, version, logger, publicUrl });
  try {
    const address = await listen(api, configuration.listen);
    if (address.kind === 'failed') {
      return address;
    }
    const { url } = address;
    adapters.announce(url);
    await scheduler.start();
    api.open();
    request.reread(next => {
      const previous = { ...configuration };
      const waiting = live.replace(next);
      api.setMembers(configuration.access);
      scheduler.reconfigured(previous);
      logger.info({ waiting }, 'configuration was read again; what is named waits for the next start');
    });
    writeAddress(stateDir, { pid: process.pid, url, token, version, started_at: new Date(startedAt).toISOString() });
    logger.info({ url, stateDir, version }, 'scheduler is ready');
    request.ready(url);
    await asked;
    logger.info({}, 'scheduler ends');
    return { kind: 'ended' };
  } finally {
    removeAddress(stateDir, 'of_this_process');
    scheduler.stop();
    await api.close();
  }
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
  let lock: StateLock | null = null;
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    lock = lockState(stateDir);
    if (lock === null) {
      return { kind: 'taken', message: takenMessage(stateDir) };
    }
    const live = createLiveConfiguration(request.configuration);
    return { kind: 'open', lock, live, adapters: wireAdapters({ ...request, configuration: live.configuration }) };
  } catch (error) {
    lock?.release();
    return { kind: 'failed', message: startFailure(request, error) };
  }
}

/** A full or read-only disk has many faces; writing there once tells which it is. */
function startFailure({ configuration }: ServeRequest, error: unknown): string {
  const problem = createStateDisk(configuration.state_dir).probe();
  if (problem !== null) {
    return `${problem}; then start it again`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return `the state directory ${configuration.state_dir} can’t be used: ${why}; repair it, or choose another with --state`;
}

function takenMessage(stateDir: string): string {
  const owner = readAddress(stateDir);
  const pid = ownerPid(stateDir);
  const named = owner.ok && (pid === null || pid === owner.value.pid) ? ` at ${owner.value.url}` : '';
  const who = `the scheduler with process id ${pid ?? (owner.ok ? owner.value.pid : 'unknown')}${named}`;
  return `${who} owns ${stateDir} already: use it, end it with \`peach shutdown\`, or choose another folder with --state`;
}
