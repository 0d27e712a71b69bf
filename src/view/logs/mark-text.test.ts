import { describe, expect, it } from 'vitest';
import { markText } from './mark-text';
import { parseAnsi } from './parse-ansi';

const shown = (line: string, ...marks: Parameters<typeof markText>[1]): readonly string[] =>
  markText(parseAnsi(line), marks).map(piece => (piece.mark === 'none' ? piece.text : `[${piece.text}]`));

describe('markText', () => {
  it('cuts a match out of a piece', () => {
    expect(shown('above threshold 0.42', { start: 6, end: 15, current: false })).toEqual(['above ', '[threshold]', ' 0.42']);
  });

  it('marks a match that runs over two colours in both', () => {
    expect(shown('a\u001b[31mb\u001b[0mc', { start: 0, end: 2, current: false })).toEqual(['[a]', '[b]', 'c']);
  });

  it('tells the match that the person is at', () => {
    const pieces = markText(parseAnsi('aa'), [
      { start: 0, end: 1, current: false },
      { start: 1, end: 2, current: true }
    ]);
    expect(pieces.map(piece => piece.mark)).toEqual(['match', 'current']);
  });
});
