import { expect, it } from 'vitest';
import { parseOptions } from './parse-options.mjs';

it('takes every measure twenty times when nothing is said', () => {
  expect(parseOptions([])).toEqual({
    repetitions: 20,
    quick: false,
    letters: ['a', 'k', 'p', 'b', 'q', 'c', 'd', 'e', 'w', 'r', 's', 'l', 'm', 'j']
  });
});

it('takes only some measures, and five times, when asked to', () => {
  expect(parseOptions(['--quick', '--only', 'a, c'])).toEqual({ repetitions: 5, quick: true, letters: ['a', 'c'] });
});

it('says what there is when asked for something else', () => {
  expect(parseOptions(['--only', 'a,x']).error).toBe('unknown measure x; there are a, k, p, b, q, c, d, e, w, r, s, l, m, j');
  expect(parseOptions(['--fast']).error).toContain('--fast');
});
