import {
  DEFAULT_AFTER_FAILURES,
  DEFAULT_LOG_SIZE,
  DEFAULT_LOOP,
  DEFAULT_METADATA_LOOP,
  DEFAULT_RETENTION,
  type Configuration,
  type ConfigurationFile,
  type LoopConfiguration
} from '../../protocol/configuration';
import { parseDuration } from '../../protocol/duration';
import { METADATA_LOOP } from '../../protocol/identity';
import { parseSize } from '../../protocol/size';
import type { ConfigurationDefaults } from './configuration-defaults';
import { expandVariables } from './expand-variables';
import { parseListen } from './parse-listen';
import { fillRepositories } from './fill-repositories';
import { resolvePath } from './resolve-path';

const DEFAULT_LISTEN = { host: '127.0.0.1', port: 0 };
const DEFAULT_FETCH_INTERVAL = 10;
const DEFAULT_WARM_PARENTS = 8;

type LoopFile = NonNullable<ConfigurationFile['loops']>[string];
type OrganisationFile = NonNullable<ConfigurationFile['organisations']>[string];

/** A checked file with every default filled in. */
export function fillConfiguration(file: ConfigurationFile, defaults: ConfigurationDefaults): Configuration {
  return {
    state_dir: resolvePath(file.state_dir ?? defaults.state_dir, defaults),
    listen: (file.listen === undefined ? null : parseListen(file.listen)) ?? DEFAULT_LISTEN,
    ...fillRepositories(file.repositories ?? [], defaults),
    default_executor: file.default_executor ?? 'spark',
    organisations: mapValues(file.organisations ?? {}, organisation => fillOrganisation(organisation, defaults)),
    loops: mapValues(file.loops ?? {}, fillLoop),
    concurrent_loops: file.limits?.concurrent_loops ?? null,
    warm_parents: file.limits?.warm_parents ?? DEFAULT_WARM_PARENTS,
    log_size: parseSize(file.limits?.log_size ?? '') ?? DEFAULT_LOG_SIZE,
    retention: { ...DEFAULT_RETENTION, ...file.retention },
    notify: (file.notify ?? []).map(({ webhook, after_failures, organisations }) => ({
      webhook: expandVariables(webhook, defaults.environment).text,
      after_failures: after_failures ?? DEFAULT_AFTER_FAILURES,
      organisations: organisations ?? null
    })),
    access: file.access ?? [],
    public_url: file.public_url ?? null,
    fetch_interval: seconds(file.fetch_interval, DEFAULT_FETCH_INTERVAL),
    keep_running: file.keep_running ?? false
  };
}

/** The settings of a loop that the configuration does not name. */
export function defaultLoop(name: string): LoopConfiguration {
  return name === METADATA_LOOP ? DEFAULT_METADATA_LOOP : DEFAULT_LOOP;
}

function fillLoop(loop: LoopFile, name: string): LoopConfiguration {
  const fallback = defaultLoop(name);
  return {
    interval: seconds(loop.interval, fallback.interval),
    timeout: seconds(loop.timeout, fallback.timeout),
    grace: seconds(loop.grace, fallback.grace)
  };
}

function fillOrganisation(
  { python, preload, env }: OrganisationFile,
  { environment }: ConfigurationDefaults
): Configuration['organisations'][string] {
  return { python: python ?? null, preload: preload ?? null, env: mapValues(env ?? {}, text => expandVariables(text, environment).text) };
}

function seconds(text: string | undefined, fallback: number): number {
  return (text === undefined ? null : parseDuration(text)) ?? fallback;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A, key: string) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}
