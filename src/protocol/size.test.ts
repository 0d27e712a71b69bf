import { describe, expect, it } from 'vitest';
import { formatSize, parseSize, SIZE_PATTERN } from './size';

describe('a size that a person wrote', () => {
  it.each([
    ['64KiB', 65_536],
    ['256MiB', 268_435_456],
    ['2GiB', 2_147_483_648]
  ])('%s is %d bytes', (text, bytes) => {
    expect(parseSize(text)).toBe(bytes);
    expect(text).toMatch(new RegExp(SIZE_PATTERN));
  });

  it.each(['', '256', 'MiB', '256 MiB', '256MB', '-1MiB', '1.5GiB', '1000000MiB'])('%j is none', text => {
    expect(parseSize(text)).toBeNull();
    expect(text).not.toMatch(new RegExp(SIZE_PATTERN));
  });
});

describe('a size in words', () => {
  it.each([
    [0, '0 bytes'],
    [80, '80 bytes'],
    [1536, '1.5 KiB'],
    [312 * 1024 * 1024, '312 MiB'],
    [5 * 1024 ** 4, '5120 GiB']
  ])('of %i bytes is %s', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});
