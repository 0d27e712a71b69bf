import { expect, it } from 'vitest';
import { parseSoakOptions } from './parse-soak-options.mjs';

it('makes a hundred thousand runs when nothing is said', () => {
  expect(parseSoakOptions([])).toEqual({ runs: 100_000 });
});

it('makes as many as it is asked for', () => {
  expect(parseSoakOptions(['--runs', '500'])).toEqual({ runs: 500 });
});

it('says what it can’t do', () => {
  expect(parseSoakOptions(['--runs', 'many']).error).toContain('--runs many');
  expect(parseSoakOptions(['--fast']).error).toContain('--fast');
});
