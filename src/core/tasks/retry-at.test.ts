import { expect, it } from 'vitest';
import { retryAt } from './retry-at';

const RUN = { status: 'FAILURE', attempt: 1, endedAt: 1000, retries: { limit: 2, delay: '30s' } } as const;

it.each([
  [{}, 31_000],
  [{ attempt: 2 }, 31_000],
  [{ attempt: 3 }, null],
  [{ status: 'TIMED_OUT' }, 31_000],
  [{ status: 'LOST' }, 31_000],
  [{ status: 'KILLED' }, null],
  [{ status: 'SUCCESS' }, null],
  [{ retries: { limit: 1 } }, 1000],
  [{ retries: { limit: 0 } }, null],
  [{ retries: undefined }, null]
] as const)('%j', (changes, expected) => {
  expect(retryAt({ ...RUN, ...changes })).toBe(expected);
});
