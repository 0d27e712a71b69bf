import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The wall clock that the scheduler reads. `skips`: why it can't be set; null where it can. */
export interface IFakedClock {
  readonly skips: string | null;
  /** For the scheduler's environment. */
  readonly variables: Readonly<Record<string, string>>;
  /** Sets it so many seconds off the true time. */
  set(seconds: number): void;
}

const LIBRARIES = '/usr/lib';
const LIBRARY = join('faketime', 'libfaketimeMT.so.1');

/** By libfaketime, where it is installed. */
export function createFakedClock(folder: string): IFakedClock {
  const library = readdirSync(LIBRARIES)
    .map(name => join(LIBRARIES, name, LIBRARY))
    .find(path => existsSync(path));
  if (library === undefined) {
    return { skips: 'libfaketime is missing: install the package faketime', variables: {}, set: () => undefined };
  }
  const file = join(folder, 'clock');
  const set = (seconds: number): void => writeFileSync(file, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}`);
  set(0);
  const variables = { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1' };
  return { skips: null, variables: { ...variables, FAKETIME_DONT_FAKE_MONOTONIC: '1', NO_FAKE_STAT: '1', FAKETIME_DISABLE_SHM: '1' }, set };
}
