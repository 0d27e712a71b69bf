import { describe, expect, it } from 'vitest';
import { rowAfterKey } from './row-after-key';

describe('rowAfterKey', () => {
  it.each([
    ['ArrowDown', 1, 2],
    ['ArrowDown', 4, 4],
    ['ArrowUp', 1, 0],
    ['ArrowUp', 0, 0],
    ['Home', 3, 0],
    ['End', 1, 4],
    [' ', 3, 3]
  ])('%s in row %i of 5 leads to row %i', (key, from, to) => {
    expect(rowAfterKey(key, from, 5)).toBe(to);
  });

  it('leaves other keys alone', () => {
    expect(rowAfterKey('a', 1, 5)).toBeNull();
  });
});
