import { expect, it } from 'vitest';
import { endSentence, sentence } from './sentence';

it('begins with a capital and ends with a full stop', () => {
  expect(sentence('correct it first')).toBe('Correct it first.');
});

it('keeps the end that is there', () => {
  expect(sentence('did you mean spark?')).toBe('Did you mean spark?');
  expect(endSentence('debr/fit is held.')).toBe('debr/fit is held.');
});

it('keeps a name at the beginning where it is asked to', () => {
  expect(endSentence('debr/fit is held')).toBe('debr/fit is held.');
});
