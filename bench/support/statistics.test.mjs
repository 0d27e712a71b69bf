import { expect, it } from 'vitest';
import { median, percentile } from './statistics.mjs';

it('takes the middle of the sorted values, or halfway between the two in the middle', () => {
  expect(median([10, 9, 2])).toBe(9);
  expect(median([4, 1, 100, 2])).toBe(3);
});

it('takes any other share the same way', () => {
  const hundred = Array.from({ length: 101 }, (_, value) => 100 - value);

  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 0)).toBe(0);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([7], 0.99)).toBe(7);
});
