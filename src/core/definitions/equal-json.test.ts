import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equalJson } from './equal-json';

it.each([
  [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [{}, null, false],
  [{ a: 1 }, { b: 1 }, false],
  [{ a: undefined }, { b: undefined }, false],
  [JSON.parse('{"__proto__": 1}'), {}, false],
  [{ toString: 1 }, {}, false],
  [1, '1', false],
  [0, -0, false],
  ['', null, false]
])('compares %j with %j', (a, b, equal) => {
  expect(equalJson(a, b)).toBe(equal);
  expect(equalJson(b, a)).toBe(equal);
});

it('takes any value for equal to its copy', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(equalJson(value, structuredClone(value))).toBe(true);
    })
  );
});
