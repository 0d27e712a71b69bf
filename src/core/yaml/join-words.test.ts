import { expect, it } from 'vitest';
import { joinWords } from './join-words';

it.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c']
])('joins %j', (words, expected) => {
  expect(joinWords(words, 'or')).toBe(expected);
});
