/** Resolves at once while the work is young; after a while only when everything else that was ready has gone on. */
export type Breathe = () => Promise<void>;

/** Milliseconds that long work may keep everybody else waiting: requests, ends of runs, log lines. */
const MOST_AT_ONCE = 8;

/** For work that would hold the process for long: it says between its pieces that others may go on. */
export function createBreathing(): Breathe {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > MOST_AT_ONCE) {
      await new Promise(resolve => setImmediate(resolve));
      since = performance.now();
    }
  };
}
