import fc from 'fast-check';
import { expect, it } from 'vitest';
import { didYouMean, nearestWord } from './nearest-word';

const EXECUTORS = ['spark', 'python', 'kubernetes'];

it.each([
  ['sprak', 'spark'],
  ['Python', 'python'],
  ['kubernets', 'kubernetes'],
  ['pyhton', 'python'],
  ['java', null],
  ['x', null],
  ['', null]
])('for %s finds %s', (word, expected) => {
  expect(nearestWord(word, EXECUTORS)).toBe(expected);
});

it('counts an exchange of neighbours as one mistake', () => {
  expect(nearestWord('ab', ['ba'])).toBe('ba');
});

it('takes the nearest of several, the first of equals', () => {
  expect(nearestWord('cells', ['bells', 'cell', 'cells'])).toBe('cells');
  expect(nearestWord('cat', ['bat', 'car'])).toBe('bat');
});

it('finds every word with one letter too many', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EXECUTORS), fc.nat(10), fc.constantFrom('a', 'z', '_'), (word, at, letter) => {
      expect(nearestWord(word.slice(0, at) + letter + word.slice(at), EXECUTORS)).toBe(word);
    })
  );
});

it('does not spend time on very long words', () => {
  expect(nearestWord('p'.repeat(100_000), EXECUTORS)).toBeNull();
});

it('asks', () => {
  expect(didYouMean('sprak', EXECUTORS)).toBe('did you mean spark?');
  expect(didYouMean('java', EXECUTORS)).toBeNull();
});
