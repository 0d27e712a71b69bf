import { describe, expect, it } from 'vitest';
import { endOfEntry, isAfterBlankLine, lineBreakOf, lineStart } from './text-lines';

describe('lineStart', () => {
  it('finds the beginning of the line', () => {
    expect([0, 1, 2, 3, 4].map(offset => lineStart('a\nbc', offset))).toEqual([0, 0, 2, 2, 2]);
  });
});

describe('lineBreakOf', () => {
  it.each([
    ['', '\n'],
    ['a', '\n'],
    ['a\nb\r\n', '\n'],
    ['a\r\nb', '\r\n'],
    ['\n', '\n']
  ])('of %j is %j', (text, lineBreak) => {
    expect(lineBreakOf(text)).toBe(lineBreak);
  });
});

describe('endOfEntry', () => {
  it('goes behind the comments that are indented like the entry, but not behind blank lines alone', () => {
    const text = '  a: 1 # one\n\n  # two\n\n# three\n';
    expect(text.slice(endOfEntry(text, 6, 2))).toBe('\n# three\n');
    expect(text.slice(endOfEntry(text, 6, 0))).toBe('');
    expect(text.slice(endOfEntry(text, 6, 3))).toBe('\n  # two\n\n# three\n');
  });

  it('stays where the content ends with its own line break', () => {
    expect(endOfEntry('a: |\n  b\nc: 1\n', 9, 0)).toBe(9);
  });

  it('ends with a text that has no last line break', () => {
    expect(endOfEntry('a: 1', 4, 0)).toBe(4);
    expect(endOfEntry('a: 1\n# b', 4, 0)).toBe(8);
  });
});

describe('isAfterBlankLine', () => {
  it('looks over comments', () => {
    const text = 'a\n\n# note\n  # more\nb\nc\n';
    expect(isAfterBlankLine(text, text.indexOf('b'))).toBe(true);
    expect(isAfterBlankLine(text, text.indexOf('c'))).toBe(false);
    expect(isAfterBlankLine(text, 0)).toBe(false);
    expect(isAfterBlankLine('# only\nb', 7)).toBe(false);
  });
});
