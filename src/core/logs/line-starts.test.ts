import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_BLOCK_BYTES } from '../../protocol/log-lines';
import { countLines, lineStarts, startAfter } from './line-starts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the lines that begin in a part of a log', () => {
  it.each([
    ['a\nb\n', 'line', [0, 2]],
    ['a\nb\n', 'rest', [2]],
    ['\n\n\n', 'line', [0, 1, 2]],
    ['', 'line', []],
    ['\u0080\u0080ab\nc', 'rest', [7]]
  ] as const)('of %j that begins with a %s stand at %j', (text, start, expected) => {
    expect(lineStarts({ bytes: bytes(text), start })).toEqual(expected);
  });

  it('begin a further piece at a character', () => {
    expect(lineStarts({ bytes: bytes('漢x').subarray(1), start: 'piece' })).toEqual([2]);
    expect(lineStarts({ bytes: new Uint8Array(9).fill(0x80), start: 'piece' })).toEqual([3]);
  });

  it('are as many as are counted', () => {
    const text = fc.array(fc.constantFrom(0x0a, 0x61, 0x80, 0xe6), { maxLength: 40 }).map(each => Uint8Array.from(each));
    fc.assert(
      fc.property(text, fc.constantFrom('line' as const, 'piece' as const, 'rest' as const), (part, start) => {
        expect(countLines({ offset: 0, bytes: part, start, behindGap: false })).toBe(lineStarts({ bytes: part, start }).length);
      })
    );
  });

  it('have one more behind a gap', () => {
    expect(countLines({ offset: 9, bytes: bytes('a\nb'), start: 'line', behindGap: true })).toBe(3);
  });
});

describe('what stands behind a part', () => {
  const filled = new Uint8Array(LOG_BLOCK_BYTES).fill(0x61);

  it('is a line behind a newline, a piece behind a whole block without one, else the rest of the line', () => {
    expect(startAfter({ offset: 0, bytes: bytes('a\n') })).toBe('line');
    expect(startAfter({ offset: 2 * LOG_BLOCK_BYTES, bytes: filled })).toBe('piece');
    expect(startAfter({ offset: 2 * LOG_BLOCK_BYTES, bytes: filled.subarray(1) })).toBe('rest');
    expect(startAfter({ offset: 0, bytes: filled.with(5, 0x0a) })).toBe('rest');
  });
});
