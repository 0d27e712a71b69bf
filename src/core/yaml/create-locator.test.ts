import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLocator } from './create-locator';

it('counts lines and columns from 1', () => {
  const place = createLocator('a.yaml', 'ab\n\ncd');
  expect([0, 1, 2, 3, 4, 6].map(offset => place(offset)).map(({ line, column }) => [line, column])).toEqual([
    [1, 1],
    [1, 2],
    [1, 3],
    [2, 1],
    [3, 1],
    [3, 3]
  ]);
});

it('does not count a byte order mark as a column', () => {
  expect(createLocator('a.yaml', '\uFEFFab\nc')(1)).toEqual({ file: 'a.yaml', line: 1, column: 1 });
});

it('agrees with splitting the text before the offset', () => {
  const texts = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '%d\n', '\t'), { maxLength: 30 }).map(parts => parts.join(''));
  fc.assert(
    fc.property(texts, fc.nat(60), (text, wanted) => {
      const offset = Math.min(wanted, text.length);
      const lines = text.slice(0, offset).split('\n');
      expect(createLocator('f', text)(offset)).toEqual({ file: 'f', line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
    })
  );
});
