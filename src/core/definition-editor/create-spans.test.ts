import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSpans } from './create-spans';

/** What is marked of `text` at a place. */
function marked(text: string, line: number, column: number): string {
  const { from, to } = createSpans(text)({ line, column });
  return text.slice(from, to);
}

describe('createSpans', () => {
  it.each([
    ['a plain value', 'executor: sprak', 11, 'sprak'],
    ['a value of several words', 'schedule: every day at noon  ', 11, 'every day at noon'],
    ['a value before a comment', 'executor: sprak # later', 11, 'sprak'],
    ['a key', 'methd: f', 1, 'methd'],
    ['a key without a value', 'a:', 1, 'a'],
    ['text in double quotes with a quote in it', 'x: "a \\" b" # c', 4, '"a \\" b"'],
    ['text in single quotes', "x: '0 6 * * *'", 4, "'0 6 * * *'"],
    ['a quote that is not closed', 'x: "a b', 4, '"a b'],
    ['a value within braces', '{ executor: sprak, cells: x }', 13, 'sprak'],
    ['the last value within brackets', 'x: [a, bc]', 8, 'bc'],
    ['a colon within a word', 'x: a:b', 4, 'a:b'],
    ['a bracket', 'x: [a', 4, '[a'],
    ['a character that begins nothing', 'x: # y', 4, '#'],
    ['the end of the line', 'x:', 3, '']
  ])('takes %s', (_, text, column, expected) => {
    expect(marked(`\n${text}\nnext: line`, 2, column)).toBe(expected);
    expect(marked(`\r\n${text}\r\n`, 2, column)).toBe(expected);
    expect(marked(text, 1, column)).toBe(expected);
  });

  it('does not count a byte order mark', () => {
    expect(marked('\uFEFFcodops: x', 1, 1)).toBe('codops');
  });

  it('stays within one line of the text for any place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '"', '#', ':', '[') }),
        fc.nat(9),
        fc.nat(9),
        (text, line, column) => {
          const { from, to } = createSpans(text)({ line: line + 1, column: column + 1 });
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(text.slice(from, to)).not.toMatch(/.\n/);
        }
      )
    );
  });
});
