import type { Moment } from '../history/history';

const NANOSECONDS = 1_000_000n;

/** Now, on the clock that the journals of runs use too. */
export function moment(): Moment {
  const now = process.hrtime.bigint();
  return Number(now / NANOSECONDS) + Number(now % NANOSECONDS) / Number(NANOSECONDS);
}
