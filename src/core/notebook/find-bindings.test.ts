import { describe, expect, it } from 'vitest';
import { findBindings } from './find-bindings';

function bound(source: string): readonly string[] {
  return findBindings(source).map(({ name, kind }) => `${name} ${kind}`);
}

describe('findBindings', () => {
  it.each([
    ['import a', ['a import']],
    ['import a.b.c', ['a import']],
    ['import a as x, b.c as y, d.e', ['x import', 'y import', 'd import']],
    ['from . import a', ['a import']],
    ['from m.n import (a as x,\n  b)', ['x import', 'b import']],
    ['from m import *', ['* import']],
    ['from __future__ import annotations', []],
    ['def f(): x = 1', ['f function']],
    ['@d\nclass A:\n  x = 1', ['A class']],
    ['f = lambda x: x', ['f lambda']],
    ['a = b = 1', ['a value', 'b value']],
    ['a, (b, *c), [d] = e', ['a value', 'b value', 'c value', 'd value']],
    ['x: int = 1', ['x value']],
    ['x: int', []],
    ['a.b = c["d"] = 1', []],
    ['for i, (j, k) in l: m = 1', ['i value', 'j value', 'k value', 'm value']],
    ['with a as b, c() as d: pass', ['b value', 'd value']],
    ['try:\n  import a\nexcept E as e:\n  a = None', ['a import', 'a value']],
    ['type X = int', ['X value']],
    ['x = !ls', ['x value']],
    ['ﬁ = 1', ['fi value']],
    ['a = 1; b = 2', ['a value', 'b value']]
  ])('reads the names that %j leaves behind', (source, expected) => {
    expect(bound(source)).toEqual(expected);
  });

  it('reads targets that are deeply nested', () => {
    const depth = 1000;

    expect(bound(`${'('.repeat(depth)}a${')'.repeat(depth)} = 1`)).toEqual(['a value']);
  });

  it('gives the statement that binds a name, and its line', () => {
    const source = '# first\nimport os; from m import (\n  a,\n  b\n)\n';

    const found = findBindings(source);

    expect(found.map(({ line, statement }) => ({ line, statement }))).toEqual([
      { line: 2, statement: 'import os' },
      { line: 2, statement: 'from m import (\n  a,\n  b\n)' },
      { line: 2, statement: 'from m import (\n  a,\n  b\n)' }
    ]);
  });
});
