import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../protocol/configuration';

type Key = keyof Configuration;

/** What takes effect while the scheduler runs: whoever uses these asks for them at each use. */
const LIVE: ReadonlySet<Key> = new Set<Key>(['access', 'discoveries', 'loops', 'notify', 'organisations', 'repositories']);

/** A configuration that can be read again. */
export type LiveConfiguration = {
  /** Always the present one. */
  readonly configuration: Configuration;
  /** Takes what can be taken of `next`. Answers the keys that differ and wait for the next start. */
  replace(next: Configuration): readonly Key[];
};

export function createLiveConfiguration(initial: Configuration): LiveConfiguration {
  let present = initial;
  const keys = Object.keys(initial) as Key[];
  const properties = keys.map(key => [key, { enumerable: true, get: () => present[key] }] as const);
  return {
    configuration: Object.defineProperties({}, Object.fromEntries(properties)) as Configuration,
    replace: next => {
      const waiting = keys.filter(key => !LIVE.has(key) && !isDeepStrictEqual(present[key], next[key]));
      present = { ...next, ...Object.fromEntries(keys.filter(key => !LIVE.has(key)).map(key => [key, initial[key]])) };
      return waiting;
    }
  };
}
