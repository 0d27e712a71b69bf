import { describe, expect, it } from 'vitest';
import type { Finding } from '../../protocol/preflight';
import type { ExecutorName } from '../../protocol/run';
import { extractCode } from '../notebook/extract-code';
import { notebookOf } from '../notebook/test-support/notebook-of';
import { importedPackages, moduleFindings, type ModuleFacts } from './module-findings';

const ENTRY = { notebook: 'n.ipynb', method: 'task' };
const TASK = 'def task(): pass';

/** What is found for a notebook of these cells that runs whole. */
function find(cells: readonly string[], facts: Partial<ModuleFacts> = {}, executor: ExecutorName = 'python'): readonly Finding[] {
  const notebook = notebookOf(...cells);
  const definition = { ...ENTRY, full_notebook: true };
  const extracted = extractCode(notebook, definition);
  if (!extracted.ok) {
    expect.fail(extracted.problem.message);
  }
  const known = { requirements: [], python: null, found: new Set<string>(), ...facts };
  return moduleFindings({ definition, notebook, code: extracted.code, executor, facts: known });
}

describe('importedPackages', () => {
  it('are those that the cells which run import, without Python’s own', () => {
    const notebook = notebookOf('import sklearn.svm, json', 'from google.cloud import storage\ndef task(): pass');

    expect(importedPackages(notebook, ENTRY)).toEqual(['google.cloud.storage']);
    expect(importedPackages(notebook, { ...ENTRY, cells: 'all' })).toEqual(['sklearn', 'google.cloud.storage']);
  });
});

describe('moduleFindings', () => {
  it('names a module that nothing brings, and offers the dependency', () => {
    expect(find(['x = 1\nimport sklearn.svm', TASK])).toEqual([
      {
        severity: 'warning',
        field: 'dependencies',
        message:
          '`sklearn` is imported in line 2 of cell 1, but it is not in the repository, and none of the dependencies is known to bring it',
        remedies: [{ kind: 'add_dependency', label: 'Add scikit-learn to the dependencies', value: 'scikit-learn' }]
      }
    ]);
  });

  it('offers several at once, each at its first place', () => {
    expect(find(['import numpy', 'import numpy, pandas as pd\nfrom PIL import Image', TASK])).toMatchObject([
      {
        message: expect.stringMatching(
          /^`numpy` \(line 1 of cell 1\), `pandas` \(line 1 of cell 2\) and `PIL` \(line 2 of cell 2\) are imported/
        ) as unknown,
        remedies: [{ label: 'Add numpy, pandas and Pillow to the dependencies', value: 'numpy\npandas\nPillow' }]
      }
    ]);
  });

  it('is silent on what Python has, what is declared, what was found, and what the runner gives', () => {
    const cells = ['import json, numpy, bs4, text, peach_lab\nfrom google.cloud import storage', TASK];

    expect(find(cells, { requirements: ['numpy>=2', 'beautifulsoup4'], found: new Set(['text', 'google.cloud.storage']) })).toEqual([]);
  });

  it('counts pyspark as given by its executor only', () => {
    expect(find(['import pyspark', TASK], {}, 'spark')).toEqual([]);
    expect(find(['import pyspark', TASK], {}, 'python')).toHaveLength(1);
  });

  it('counts IPython as given where its syntax is used', () => {
    expect(find(['from IPython.display import HTML', TASK])).toHaveLength(1);
    expect(find(['from IPython.display import HTML\n%time x = 1', TASK])).toEqual([]);
  });

  it('only informs of an import that may not be reached', () => {
    expect(find(['if fast:\n  import numba', TASK])).toMatchObject([
      { severity: 'information', message: expect.stringContaining('under a condition') as unknown, remedies: [] }
    ]);
    expect(find(['if fast:\n  import numba', 'import numba', TASK])).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('cell 2') as unknown }
    ]);
  });

  it('only informs where the code changes the search path itself', () => {
    expect(find(['import sys\nsys.path.append("..")\nimport mine', TASK])).toMatchObject([{ severity: 'information', remedies: [] }]);
  });

  it('says what Python has no more, and what only a provider has', () => {
    expect(find(['import imp', TASK], { python: '3.12' })).toMatchObject([
      { severity: 'warning', message: '`imp` is imported in line 1 of cell 1, but Python 3.12 does not have it', remedies: [] }
    ]);
    expect(find(['from google.colab import drive', TASK])).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('only Google Colab has it') as unknown, remedies: [] }
    ]);
  });

  it('has packages declared in place of pip lines, and does not ask for them twice', () => {
    expect(find(['%pip install -q pandas "numpy>=2" requests\nimport pandas', TASK], { requirements: ['requests==2.0'] })).toEqual([
      {
        severity: 'warning',
        field: 'dependencies',
        message:
          '`%pip install` (line 1 of cell 1) installs packages while the task runs, where pip is not at hand; declare pandas and numpy>=2 instead, and take the line out',
        remedies: [{ kind: 'add_dependency', label: 'Add pandas and numpy>=2 to the dependencies', value: 'pandas\nnumpy>=2' }]
      }
    ]);
    expect(find(['!pip install pandas', TASK], { requirements: ['pandas'] })).toMatchObject([{ remedies: [] }]);
  });

  it('does not know which distribution a folder of many is of', () => {
    expect(find(['import google', TASK])).toEqual([]);
  });
});
