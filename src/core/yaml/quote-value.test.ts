import { expect, it } from 'vitest';
import { quoteValue } from './quote-value';

it('shows text on one line and in quotes', () => {
  expect(quoteValue('a\n"b"')).toBe('"a\\n\\"b\\""');
});

it('shows what would steer a terminal or turn the text as its number', () => {
  expect(quoteValue('a\u009B31m\u2028\u202Eb')).toBe('"a\\u009b31m\\u2028\\u202eb"');
});

it('cuts what is long', () => {
  expect(quoteValue('x'.repeat(1000))).toHaveLength(60);
});

it('shows what is missing', () => {
  expect(quoteValue(undefined)).toBe('undefined');
});
