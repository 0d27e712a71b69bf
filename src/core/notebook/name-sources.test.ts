import { describe, expect, it } from 'vitest';
import { createNameSources } from './name-sources';
import { notebookOf } from './test-support/notebook-of';

describe('createNameSources', () => {
  const sources = createNameSources(
    notebookOf(
      'import pandas as pd',
      'pd = None',
      'x = pd',
      '',
      'import polars as pd',
      'from m import *\n%run setup.ipynb',
      'globals().update(a=1)'
    ).cells
  );

  it('finds the last cell before', () => {
    expect(sources.find('pd', 3)).toMatchObject({ cell: 2, binding: { kind: 'value' } });
    expect(sources.find('pd', 2)).toMatchObject({ cell: 1, binding: { kind: 'import', statement: 'import pandas as pd' } });
  });

  it('finds the last cell after where none is before', () => {
    expect(sources.find('pd', 1)?.cell).toBe(5);
  });

  it('finds no cell but others', () => {
    expect(sources.find('x', 3)).toBeNull();
    expect(sources.bindsItself('x', 3)).toBe(true);
    expect(sources.bindsItself('x', 2)).toBe(false);
  });

  it('lists what may bind any name', () => {
    expect(sources.open).toEqual([
      { cell: 6, text: 'from m import *' },
      { cell: 6, text: '%run' },
      { cell: 7, text: 'globals()' }
    ]);
  });

  it('finds the cell whose function takes a name for global, where no other binds it', () => {
    const found = createNameSources(
      notebookOf('def use():\n  global rows, size\n  rows = size = 1\nuse()', 'size = 2', 'rows, size').cells
    );

    expect(found.find('rows', 3)?.cell).toBe(1);
    expect(found.find('size', 3)?.cell).toBe(2);
  });
});
