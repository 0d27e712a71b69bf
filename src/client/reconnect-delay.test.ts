import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reconnectDelay } from './reconnect-delay';

describe('reconnectDelay', () => {
  it('doubles from 250 ms to 10 s', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 60].map(attempt => reconnectDelay(attempt, 1));
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('is spread over the second half of the delay', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, jitter) => {
        const delay = reconnectDelay(attempt, jitter);
        const longest = reconnectDelay(attempt, 1);
        expect(delay).toBeGreaterThanOrEqual(longest / 2);
        expect(delay).toBeLessThanOrEqual(longest);
      })
    );
  });
});
