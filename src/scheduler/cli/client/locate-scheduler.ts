import { resolve } from 'node:path';
import type { CONNECTION_OPTIONS } from '../arguments/shared-options';
import type { OptionValues } from '../arguments/command';
import type { Surroundings } from '../command-io';
import { EXIT, fail, type Reply } from '../exit-codes';
import { readAddress } from './read-address';
import { defaultStateDirectory } from './state-directory';

/** Where a scheduler is said to be. */
export type Target = {
  /** Without a slash at its end. */
  readonly url: string;
  readonly token: string;
  /** How it was found and what to do if nothing is there, for messages. */
  readonly origin: string;
  readonly remedy: string;
};

export type ConnectionOptions = OptionValues<typeof CONNECTION_OPTIONS>;

/** Finds the scheduler that the options choose. Asked again after a scheduler was lost: its next one has another address. */
export function locateScheduler(
  options: ConnectionOptions,
  { environment, cwd }: Pick<Surroundings, 'environment' | 'cwd'>
): Reply<Target> {
  const { url, state, 'token-env': variable } = options;
  if (url === null) {
    return variable === null ? locateWithoutUrl(state === null ? null : resolve(cwd, state), environment) : needsBoth();
  }
  if (state !== null) {
    return fail(EXIT.usage, 'use either --state DIR or --url URL --token-env NAME');
  }
  const parsed = URL.parse(url);
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    return fail(EXIT.usage, `--url ${url} is no address; use for example http://127.0.0.1:8899`);
  }
  const token = variable === null ? undefined : environment[variable];
  if (variable === null) {
    return needsBoth();
  }
  if (token === undefined || token === '') {
    return fail(EXIT.usage, `the environment variable ${variable} is not set; put the scheduler’s secret there`);
  }
  return {
    ok: true,
    value: { url: url.replace(/\/+$/, ''), token, origin: `at ${url}`, remedy: 'is the address right, and does it run?' }
  };
}

/** In a run, its own token reaches the scheduler; elsewhere the state directory tells. */
function locateWithoutUrl(state: string | null, environment: Surroundings['environment']): Reply<Target> {
  const { PEACH_URL: url, PEACH_TOKEN: token } = environment;
  if (state === null && url !== undefined && token !== undefined) {
    return { ok: true, value: { url, token, origin: `at ${url}`, remedy: 'it may have another address since this run began' } };
  }
  return locateByState(state ?? defaultStateDirectory(environment));
}

function needsBoth(): Reply<never> {
  return fail(EXIT.usage, '--url URL and --token-env NAME belong together');
}

function locateByState(stateDir: string): Reply<Target> {
  const address = readAddress(stateDir);
  if (!address.ok) {
    return address;
  }
  const { url, token } = address.value;
  return {
    ok: true,
    value: { url, token, origin: `of ${stateDir} at ${url}`, remedy: `start it with \`peach serve --state ${stateDir}\`` }
  };
}
