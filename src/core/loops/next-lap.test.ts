import { expect, it } from 'vitest';
import { IDLE_LAP_MS, nextLapAt } from './next-lap';

it('counts the interval from the start of the lap', () => {
  expect(nextLapAt({ startedAt: 1000, endedAt: 21_000, interval: 60, startedAny: true })).toBe(61_000);
});

it('is at once when the lap took longer than the interval', () => {
  expect(nextLapAt({ startedAt: 1000, endedAt: 90_000, interval: 60, startedAny: true })).toBe(90_000);
});

it('keeps a lap in which nothing ran from spinning', () => {
  expect(nextLapAt({ startedAt: 1000, endedAt: 1000, interval: 0, startedAny: false })).toBe(1000 + IDLE_LAP_MS);
});
