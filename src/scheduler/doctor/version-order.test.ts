import { expect, it } from 'vitest';
import { isAtLeast, numbersOf } from './version-order';

it.each([
  ['2.31.0', [2, 31], true],
  ['2.31', [2, 31, 1], false],
  ['2.30.9', [2, 31], false],
  ['3.9', [3, 10], false],
  ['10', [9, 9], true],
  ['5.0.0a1', [4, 6], true],
  ['nonsense', [1], false]
])('%s against %j', (version, least, expected) => {
  expect(isAtLeast(version, least)).toBe(expected);
});

it('reads the numbers at the beginning', () => {
  expect(numbersOf('git 2.43.0 (Apple Git-155)')).toEqual([2, 43, 0]);
});
