import { expect, it } from 'vitest';
import { readyTime, unreadyTime } from './readiness';

const between = { from: 1_000, until: 2_000 };

it('counts from when a scheduler had looked at all runs to its end', () => {
  expect(readyTime([{ from: 900, ready: 1_200, until: 1_500 }], between)).toBe(300);
  expect(readyTime([{ from: 0, ready: 100, until: null }], between)).toBe(1_000);
  expect(
    readyTime(
      [
        { from: 0, ready: 100, until: 1_100 },
        { from: 1_100, ready: 1_700, until: null }
      ],
      between
    )
  ).toBe(400);
});

it('counts nothing of one that was never ready, or ready at another time', () => {
  expect(readyTime([{ from: 900, ready: null, until: null }], between)).toBe(0);
  expect(
    readyTime(
      [
        { from: 0, ready: 100, until: 1_000 },
        { from: 1_900, ready: 2_000, until: null }
      ],
      between
    )
  ).toBe(0);
  expect(unreadyTime([{ from: 900, ready: null, until: null }], between)).toBe(1_000);
});
