import { describe, expect, it } from 'vitest';
import { isStandardModule } from './standard-modules';

describe('isStandardModule', () => {
  it.each([
    ['json', '3.12', true],
    ['winreg', '3.12', true],
    ['_thread', '3.12', true],
    ['pandas', '3.12', false],
    ['distutils', '3.11', true],
    ['distutils', '3.12', false],
    ['cgi', '3.13.1', false],
    ['tomllib', '3.10', false],
    ['tomllib', '3.11', true],
    ['compression', '3.13', false],
    ['distutils', null, true],
    ['tomllib', null, true],
    ['pandas', null, false]
  ])('tells of %s in Python %s: %s', (module, python, expected) => {
    expect(isStandardModule(module, python)).toBe(expected);
  });
});
