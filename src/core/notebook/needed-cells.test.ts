import { describe, expect, it } from 'vitest';
import { extractCode } from './extract-code';
import { notebookOf } from './test-support/notebook-of';

/** Numbers of the cells that run for `task`. */
function needed(sources: readonly string[], tags: Readonly<Record<number, readonly string[]>> = {}): readonly number[] {
  const notebook = notebookOf(...sources);
  const cells = notebook.cells.map(cell => ({ ...cell, tags: tags[cell.number] ?? [] }));
  const extraction = extractCode({ ...notebook, cells }, { notebook: 'a.ipynb', method: 'task', cells: 'needed' });
  if (!extraction.ok) {
    throw new Error(extraction.problem.message);
  }
  return extraction.code.cells.map(({ number }) => number);
}

describe('cells: needed', () => {
  it.each([
    ['nothing where the cell stands alone', ['import a', 'x = 1', 'def task():\n  return len("a")'], [3]],
    ['imports', ['import a', 'import b', 'def task():\n  return b.x'], [2, 3]],
    [
      'what those need in turn',
      ['import a', 'def load():\n  return a.x', 'rows = load()', 'y = 1', 'def task():\n  return rows'],
      [1, 2, 3, 5]
    ],
    ['the last definition before the cell', ['x = 1', 'x = 2', 'def task():\n  return x', 'x = 3'], [2, 3]],
    ['the last one after it where none stands before', ['def task():\n  return x', 'x = 1', 'x = 2'], [1, 3]],
    ['a name that the cell itself binds too late', ['rows = []', 'rows = rows + [1]\ndef task():\n  return rows'], [1, 2]],
    ['decorators, defaults and base classes', ['import a', 'B = a.B', 'K = 1', '@a.d\ndef task(k=K):\n  class C(B): pass'], [1, 2, 3, 4]],
    ['not what other functions of the cell use', ['x = 1', 'def task():\n  return 1\ndef other():\n  return x'], [2]],
    ['what functions use that it calls', ['x = 1', 'def task():\n  return other()\ndef other():\n  return x'], [1, 2]],
    ['Python’s own names where no cell before takes them', ['def task():\n  return max([1])', 'max = 5'], [1]],
    ['and those that one did', ['max = lambda x: 5', 'def task():\n  return max([1])'], [1, 2]],
    [
      'star imports before it, for names that nobody plainly defines',
      ['from m import *', 'x = 1', 'def task():\n  return qqq', 'from n import *'],
      [1, 3]
    ],
    ['two cells that need each other, once', ['def f():\n  return g()', 'def g():\n  return f()', 'def task():\n  return f()'], [1, 2, 3]],
    ['names of IPython’s lines', ['files = !ls', 'def task():\n  return files'], [1, 2]]
  ])('takes %s', (_, sources, expected) => {
    expect(needed(sources)).toEqual(expected);
  });

  it('leaves out what is tagged peach-skip', () => {
    expect(needed(['x = 1', 'x = 2', 'def task():\n  return x'], { 2: ['peach-skip'] })).toEqual([1, 3]);
  });

  it('tells in the log which cells were taken', () => {
    const notes = (...sources: readonly string[]): unknown => {
      const extraction = extractCode(notebookOf(...sources), { notebook: 'a.ipynb', method: 'task', cells: 'needed' });
      return extraction.ok ? extraction.code.notes : extraction.problem;
    };

    expect(notes('a = 1', 'b = a', 'def task():\n  return b')).toEqual(['task in cell 3 needs cells 1 and 2']);
    expect(notes('a = 1', 'def task():\n  return a')).toEqual(['task in cell 2 needs cell 1']);
    expect(notes('def task(): pass')).toEqual(['task in cell 1 needs no other']);
  });
});
