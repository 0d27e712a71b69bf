import { describe, expect, it } from 'vitest';
import { factsOf, formOf } from '../test-support/register-fixtures';
import { applyRemedy } from './apply-remedy';

const facts = factsOf('def taken(): pass\n');
const form = formOf(facts, { name: 'taken' });

describe('applyRemedy', () => {
  it('ticks the full notebook', () => {
    const effect = applyRemedy({ kind: 'use_full_notebook', label: 'Use the full notebook', value: null }, form, facts);
    expect(effect).toEqual({ kind: 'form', change: { cells: 'all' } });
  });

  it('puts the packages behind the dependencies that were typed', () => {
    const remedy = { kind: 'add_dependency', label: 'Add', value: 'pandas\nPillow' } as const;
    const effect = applyRemedy(remedy, { ...form, dependencies: 'numpy>=2,<3' }, facts);
    expect(effect).toEqual({ kind: 'form', change: { dependencies: 'numpy>=2,<3, pandas, Pillow' } });
  });

  it('changes the executor to python', () => {
    const effect = applyRemedy({ kind: 'use_python', label: 'Use python', value: null }, form, facts);
    expect(effect).toEqual({ kind: 'form', change: { executor: 'python' } });
  });

  it('takes the name that the remedy brings, else one that is free', () => {
    const named = applyRemedy({ kind: 'rename_task', label: 'Rename', value: 'other' }, form, facts);
    expect(named).toEqual({ kind: 'form', change: { name: 'other' } });
    const unnamed = applyRemedy({ kind: 'rename_task', label: 'Rename', value: null }, form, facts);
    expect(unnamed).toEqual({ kind: 'form', change: { name: 'taken_2' } });
  });

  it('hands the import’s lines to the cell', () => {
    const effect = applyRemedy({ kind: 'copy_import', label: 'Copy', value: 'import pandas as pd' }, form, facts);
    expect(effect).toEqual({ kind: 'cell', lines: 'import pandas as pd' });
  });
});
