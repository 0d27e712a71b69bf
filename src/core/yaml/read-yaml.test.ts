import { expect, it } from 'vitest';
import { collectProblems } from './collect-problems';
import { nodeAt, type LocatedNode } from './located-node';
import { readYaml } from './read-yaml';

function read(text: string): LocatedNode {
  const reading = readYaml('f', text, 1000);
  if (!reading.ok || reading.root === null) {
    throw new Error(JSON.stringify(reading));
  }
  return reading.root;
}

it('places an alias where it stands, and what is in it where it was written', () => {
  const root = read('a: &x {b: 1}\nc: *x\n');
  expect(nodeAt(root, ['c']).position).toMatchObject({ line: 2, column: 4 });
  expect(nodeAt(root, ['c']).keyPosition).toMatchObject({ line: 2, column: 1 });
  expect(nodeAt(root, ['c', 'b']).position).toMatchObject({ line: 1, column: 11 });
});

it('follows the last anchor of a name, also after an alias of an older one', () => {
  const root = read('a: &x 1\nb: &y [*x]\nc: &x 2\nd: [*y, *x]\n');
  expect(root.value).toEqual({ a: 1, b: [1], c: 2, d: [[1], 2] });
});

it('takes an anchored key, and an alias as a key', () => {
  expect(read('&k a: 1\nb: *k\n? *k\n: 2').problems).toEqual([]);
  expect(read('x: &k a\ny: {*k : 2}').value).toEqual({ x: 'a', y: { a: 2 } });
});

it('tells a problem of a shared value once', () => {
  expect(collectProblems(read('a: &x [.nan]\nb: *x\nc: [*x, *x]'))).toHaveLength(1);
  expect(collectProblems(read('a: &x .nan\nb: *x'))).toHaveLength(1);
});

it('keeps __proto__ as a key like any other', () => {
  const { value } = read('{__proto__: {a: 1}, b: {<<: {__proto__: 2}}}');
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"b":{"__proto__":2}}');
});

it('takes the first of a key that is written twice', () => {
  expect(read('a: 1\na: 2').value).toEqual({ a: 1 });
});

it('takes a quoted << as a key', () => {
  expect(read('"<<": {a: 1}').value).toEqual({ '<<': { a: 1 } });
});

it('reads the numbers of the core schema', () => {
  expect(read('[0x1f, 0o17, -0, +12, .5, 1e3, 9007199254740991, 1_000, 0b1]').value).toEqual([
    31,
    15,
    0,
    12,
    0.5,
    1000,
    9007199254740991,
    '1_000',
    '0b1'
  ]);
});

it('has no root for text without a value', () => {
  expect(readYaml('f', '# nothing\n', 100)).toEqual({ ok: true, root: null });
});
