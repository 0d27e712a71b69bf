import { describe, expect, it } from 'vitest';
import { sizeText } from './size-text';

describe('sizeText', () => {
  it.each([
    [0, '0 bytes'],
    [80, '80 bytes'],
    [1536, '1.5 KiB'],
    [312 * 1024 * 1024, '312 MiB'],
    [5 * 1024 ** 4, '5120 GiB']
  ])('of %i is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
