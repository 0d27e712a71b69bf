import { describe, expect, it } from 'vitest';
import { freeNames } from './free-names';

const names = (source: string): string =>
  freeNames(source)
    .map(({ name }) => name)
    .join(' ');

describe('freeNames', () => {
  it.each([
    ['x = a + 1\ny = x', 'a'],
    ['ds = ds.map(f)', 'ds f'],
    ['n += 1', 'n'],
    ['a.b = c\nd[e] = 1', 'a c d e'],
    ['a, (b, *c) = d\na, b, c', 'd'],
    ['del gone', 'gone'],
    ['def f(a, b=dflt, *c: ann, **d) -> ret:\n  e = a\n  return b, c, d, e, other', 'dflt ann ret other'],
    ['def f():\n  return g()\ndef g():\n  return 1', ''],
    ['f()\ndef f(): pass', 'f'],
    ['def f():\n  x = 1\n  def g():\n    nonlocal x\n    return x + y\n  return g', 'y'],
    ['def f():\n  global count\n  count += 1', 'count'],
    ['def f():\n  print(late)\n  late = 1', 'print'],
    ['@wrap(option=value)\ndef f(): pass', 'wrap value'],
    ['@mod.wrap.more(x)\ndef f(): pass', 'mod x'],
    ['lambda a, b=c: a + d', 'c d'],
    ['[x for x in xs if ok(x)]', 'xs ok'],
    ['for a[i] in xs: a', 'a i xs'],
    ['[x for x in x]', 'x'],
    ['[q for x in xs for q in x]', 'xs'],
    ['{k: v + w for k, v in items}', 'w items'],
    ['total(i for i in r)', 'total r'],
    ['[y := f(x) for x in xs]\ny', 'f xs'],
    ['if (n := size()) > 1: n', 'size'],
    ['class A(Base, metaclass=M):\n  k = 1\n  m = k + z\n  def f(self): return k', 'Base M z k'],
    ['class A:\n  def f(self): return A()', ''],
    ['import a.b, c as d\nfrom m import (n, o as p)\na, d, n, p', ''],
    ['from .mod import name\nname', ''],
    ['for i, j in pairs: i, j, k', 'pairs k'],
    ['with open(p) as f, lock: f', 'open p lock'],
    ['try:\n  risky()\nexcept Bad as e:\n  log(e)', 'risky Bad log'],
    ['try:\n  import fast\nexcept ImportError:\n  fast = None\nfast', 'ImportError'],
    ['if flag:\n  x = 1\nx', 'flag'],
    ['match v:\n  case [a, *b]: a, b\n  case P(x=c, y=Q.R) | {"k": d, **rest} as w: c, d, rest, w\n  case _ if guard: pass', 'v P Q guard'],
    ['f(a=1, *b, **c)', 'f b c'],
    ['f"{a!r:>{w}} {b + 1}"', 'a w b'],
    ['x: T = v\ny: U', 'T v U'],
    ['type X[Y] = list[Y, Z]', 'list Z'],
    ['async def f():\n  async for i in src: await i\n  async with ctx as c: return c', 'src ctx'],
    ['%time x = a\nx\n!ls {y}', 'a'],
    ['%%time\nz = 1\nz + q', 'q'],
    ['%%bash\necho $HOME', ''],
    ['ﬁ = 1\nfi', ''],
    ['assert p, q\nraise R from S', 'p q R S']
  ])('%j', (source, expected) => {
    expect(names(source)).toBe(expected);
  });

  it('gives the lines of each', () => {
    expect(freeNames('\nx = 1\ndef f():\n  return (x,\n    y)\ny')).toEqual([{ name: 'y', lines: [5, 6] }]);
  });

  it('reads what is deeply nested', () => {
    const depth = 2000;

    expect(names(`${'('.repeat(depth)}a${')'.repeat(depth)}`)).toBe('a');
  });
});
