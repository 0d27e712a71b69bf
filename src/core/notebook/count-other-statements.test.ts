import { describe, expect, it } from 'vitest';
import { countOtherStatements } from './count-other-statements';

describe('countOtherStatements', () => {
  it.each([
    'import a\nfrom b import c',
    '"""What it does."""\ndef f():\n  g()',
    '@d\nclass A:\n  x = g()',
    'LIMIT = 3\nNAMES = ["a", -1]\ng = lambda: h()',
    '# nothing\n'
  ])('counts none in %j', source => {
    expect(countOtherStatements(source)).toBe(0);
  });

  it.each([
    ['x = f()', 1],
    ['print(1)', 1],
    ['!pip install a', 1],
    ['for i in a:\n  f()\n  g()', 1],
    ['f(); g()', 2],
    ['def f(): pass\nif x:\n  f()\nx = [g(1)]', 2]
  ])('counts in %j %i', (source, count) => {
    expect(countOtherStatements(source)).toBe(count);
  });
});
