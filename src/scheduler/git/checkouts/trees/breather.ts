import { setImmediate as breathe } from 'node:timers/promises';

/** Looks at files between two pauses: about 1 ms. A direct look costs some 4 µs, one through Node's thread pool 30 µs. */
const STRETCH = 256;

/** Lets others have the thread now and then during long work in one go: `await breather()` at each file. */
export function createBreather(): () => Promise<void> | undefined {
  let looked = 0;
  return () => {
    looked += 1;
    return looked % STRETCH === 0 ? breathe() : undefined;
  };
}
