import { describe, expect, it } from 'vitest';
import { findInLine } from './find-in-line';

describe('findInLine', () => {
  it('finds every match, whatever the case, none over another', () => {
    expect(findInLine('aAa one ONE', { words: 'One', matchCase: false })).toEqual([
      { start: 4, end: 7 },
      { start: 8, end: 11 }
    ]);
    expect(findInLine('aaa', { words: 'aa', matchCase: false })).toHaveLength(1);
  });

  it('minds the case when it is asked to', () => {
    expect(findInLine('one One', { words: 'One', matchCase: true })).toEqual([{ start: 4, end: 7 }]);
  });

  it('finds nothing for no words', () => {
    expect(findInLine('one', { words: '', matchCase: false })).toEqual([]);
  });

  it('keeps its places where a letter is longer in lower case', () => {
    expect(findInLine('\u0130 x', { words: 'x', matchCase: false })).toEqual([{ start: 2, end: 3 }]);
  });
});
