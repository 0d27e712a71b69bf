import { describe, expect, it } from 'vitest';
import { createNameNeed } from './name-need';

const CELL = `x = top
def task(a=default):
    helper()
    return used
def helper(
    b,
):
    deep()
def deep():
    if other:
        return 1
def alone(c=evaluated):
    return idle
def one(): return short
class A:
    def method(self):
        return inclass
`;

/** The need of a name at the line of the cell where it first stands. */
function needOf(source: string, name: string, method = 'task'): string {
  const line = source.split('\n').findIndex(text => text.includes(name)) + 1;
  return createNameNeed(source, method)(name, line);
}

describe('createNameNeed', () => {
  it.each(['top', 'default', 'used', 'evaluated', 'inclass', 'short'])('finds that %s is evaluated', name => {
    expect(needOf(CELL, name)).toBe('evaluated');
  });

  it('follows the functions that the method calls', () => {
    expect(needOf(CELL, 'other')).toBe('evaluated');
  });

  it('finds that nothing reaches the body of a function which is not called', () => {
    expect(needOf(CELL, 'idle')).toBe('unreached');
  });

  it('follows another method to other functions', () => {
    expect(needOf(CELL, 'idle', 'alone')).toBe('evaluated');
    expect(needOf(CELL, 'used', 'alone')).toBe('unreached');
  });

  it('reaches a function that the cell itself calls', () => {
    expect(needOf('def setup():\n  return missing\nsetup()\ndef task(): pass', 'missing')).toBe('evaluated');
  });

  it('ends on functions that call each other', () => {
    expect(needOf('def task():\n  b()\ndef b():\n  task()\n  missing', 'missing')).toBe('evaluated');
  });

  it('knows annotations that are never evaluated', () => {
    expect(needOf('def task(a: "pd.DataFrame"): pass', 'pd')).toBe('annotation');
    expect(needOf('from __future__ import annotations\ndef task(a: pd.DataFrame): pass', 'pd')).toBe('annotation');
  });

  it('takes other annotations for evaluated', () => {
    expect(needOf('def task(a: pd.DataFrame): pass', 'pd')).toBe('evaluated');
    expect(needOf('from __future__ import annotations\ndef task(a: pd.DataFrame = pd.x): pass', 'pd')).toBe('evaluated');
  });
});
