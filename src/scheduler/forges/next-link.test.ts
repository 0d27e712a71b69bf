import { expect, it } from 'vitest';
import { nextLink } from './next-link';

it.each([
  [null, null],
  ['', null],
  ['nonsense', null],
  ['<https://x/?page=2>; rel="next"', 'https://x/?page=2'],
  ['<https://x/?page=1>; rel="prev", <https://x/?a=1,2&page=3>; rel="next", <https://x/?page=9>; rel="last"', 'https://x/?a=1,2&page=3'],
  ['<https://x/?page=9>; rel="last"', null],
  ['</b>; title="a, rel=next; b"; rel="last", </c>;rel=next', '/c'],
  ['</b>; rel="last next"', '/b'],
  ['</b>; rel=NEXT', '/b']
])('finds the next page in %j', (header, expected) => {
  expect(nextLink(header)).toBe(expected);
});

it('reads a long header in no time', () => {
  expect(nextLink(`<${'<'.repeat(20_000)}${'; a=b'.repeat(20_000)}`)).toBeNull();
  expect(nextLink(`</a>${'; a'.repeat(20_000)}!`)).toBeNull();
});
