import { expect, it } from 'vitest';
import { growth, mostGrowth } from './growth.mjs';

it('is the rise of the last two thirds', () => {
  expect(growth([0, 50, 100, 100, 100, 100])).toBeCloseTo(0);
  expect(growth([0, 0, 0, 10, 20, 30, 40, 50, 60])).toBeCloseTo(50);
});

it('does not take a saw for a slope', () => {
  const saw = Array.from({ length: 90 }, (_, place) => (place % 10) * 10);

  expect(Math.abs(growth(saw))).toBeLessThan(25);
});

it('is nothing for a single value', () => {
  expect(growth([7])).toBe(0);
});

it('may be so much, or such a part of the whole', () => {
  expect(mostGrowth([100, 100], { slack: 2, share: 0.05 })).toBe(5);
  expect(mostGrowth([10, 10], { slack: 2, share: 0.05 })).toBe(2);
});
