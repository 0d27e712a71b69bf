import { describe, expect, it } from 'vitest';
import { createTokenCheck } from './check-token';

const check = createTokenCheck('correct-horse');

describe('createTokenCheck', () => {
  it('lets the secret in, whatever the case of the scheme', () => {
    expect(check('Bearer correct-horse')).toBe(true);
    expect(check('bearer correct-horse')).toBe(true);
  });

  it.each([
    [undefined],
    [''],
    ['correct-horse'],
    ['Bearer'],
    ['Bearer '],
    ['Bearer correct-hors'],
    ['Bearer correct-horse2'],
    ['Basic correct-horse'],
    ['Bearer correct-horse x']
  ])('keeps %j out', header => {
    expect(check(header)).toBe(false);
  });

  it('keeps an absent token out even where the secret is empty', () => {
    expect(createTokenCheck('')(undefined)).toBe(false);
  });
});
