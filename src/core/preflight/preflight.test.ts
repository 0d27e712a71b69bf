import { describe, expect, it } from 'vitest';
import type { Finding } from '../../protocol/preflight';
import type { TaskDefinition } from '../../protocol/task-definition';
import { lintSource } from '../notebook/lint-source';
import type { Notebook } from '../notebook/notebook';
import { notebookOf, withTag } from '../notebook/test-support/notebook-of';
import { preflight, type PreflightInput } from './preflight';

const DEFINITION: TaskDefinition = { notebook: 'n.ipynb', method: 'task', executor: 'python' };
const FULL: TaskDefinition = { ...DEFINITION, full_notebook: true };
const NOTEBOOK = notebookOf('def task(): pass');

function find(changes: Partial<PreflightInput>): readonly Finding[] {
  return preflight({
    name: 'task',
    nameTaken: () => false,
    definition: DEFINITION,
    definitionProblems: [],
    notebook: NOTEBOOK,
    notebookProblem: null,
    undefinedNames: [],
    syntaxErrors: [],
    modules: null,
    executor: 'python',
    executorUnavailable: null,
    held: null,
    insideRepository: true,
    ...changes
  });
}

/** The findings for names that are undefined at their first place in the text that is checked. */
function findNames(notebook: Notebook, names: readonly string[], definition = DEFINITION): readonly Finding[] {
  const lines = lintSource(notebook, definition).source.split('\n');
  const undefinedNames = names.map(name => ({ name, line: lines.findIndex(line => line.includes(name)) + 1 }));
  return find({ notebook, definition, undefinedNames });
}

const FULL_REMEDY = { kind: 'use_full_notebook', label: 'Use the full notebook', value: null };

describe('preflight', () => {
  it('finds nothing in a good definition', () => {
    expect(find({})).toEqual([]);
  });

  it('passes on what is wrong with the definition', () => {
    const definitionProblems = [
      { field: 'executor', message: 'unknown executor "sprak"', hint: 'did you mean spark?' },
      { field: null, message: 'it has no method', hint: null }
    ];

    expect(find({ definition: null, definitionProblems })).toEqual([
      { severity: 'error', field: 'executor', message: 'unknown executor "sprak"; did you mean spark?', remedies: [] },
      { severity: 'error', field: null, message: 'it has no method', remedies: [] }
    ]);
  });

  it('says that a notebook is outside git', () => {
    expect(find({ insideRepository: false })).toMatchObject([
      { severity: 'error', field: 'notebook', message: expect.stringContaining('in no git repository') as unknown }
    ]);
  });

  it('says that a notebook cannot be read', () => {
    expect(find({ notebook: null, notebookProblem: 'it is empty' })).toEqual([
      { severity: 'error', field: 'notebook', message: 'it is empty', remedies: [] }
    ]);
  });

  it('offers a free name for one that is taken', () => {
    const taken = new Set(['task', 'task_2', 'task_3']);

    expect(find({ nameTaken: name => taken.has(name) })).toEqual([
      {
        severity: 'error',
        field: 'name',
        message: 'a task of this organisation has the name task already',
        remedies: [{ kind: 'rename_task', label: 'Rename to task_4', value: 'task_4' }]
      }
    ]);
  });

  it('counts on from a name that has a number', () => {
    const taken = new Set(['task_2']);

    expect(find({ name: 'task_2', nameTaken: name => taken.has(name) })[0]?.remedies[0]?.value).toBe('task_3');
  });

  it('says that the method is not there', () => {
    expect(find({ notebook: notebookOf('def tasks(): pass') })).toEqual([
      {
        severity: 'error',
        field: 'method',
        message: 'no cell of n.ipynb defines task; it defines tasks; did you mean tasks?',
        remedies: []
      }
    ]);
  });

  it('holds the arguments against the signature', () => {
    const definition = { ...DEFINITION, args: { usr: 1 } };

    expect(find({ definition, notebook: notebookOf('def task(user=1): pass') })).toMatchObject([
      { severity: 'error', field: 'args.usr', message: 'task() has no parameter “usr”; its parameter is user; did you mean user?' }
    ]);
  });

  it('says where the code is no valid Python', () => {
    const notebook = notebookOf('x = 1', 'def task(): pass\nprint x');

    expect(find({ notebook, definition: FULL, syntaxErrors: [{ line: 3, message: 'Expected a newline' }] })).toMatchObject([
      { severity: 'error', field: 'method', message: 'the code is not valid Python, line 2 of cell 2: Expected a newline' }
    ]);
  });

  it('says of each cell only where it first goes wrong, since a parser is lost from there on', () => {
    const notebook = notebookOf('x = (\n)\n)', 'def task(): pass\nprint x');
    const syntaxErrors = [3, 2, 5].map(line => ({ line, message: `error ${line}` }));

    expect(find({ notebook, definition: FULL, syntaxErrors }).map(({ message }) => message)).toEqual([
      'the code is not valid Python, line 2 of cell 1: error 2',
      'the code is not valid Python, line 2 of cell 2: error 5'
    ]);
  });

  it('offers python where the executor has no means to run', () => {
    const finding = { severity: 'warning', field: 'executor', message: 'Spark is not installed' };

    expect(find({ definition: { ...DEFINITION, executor: 'spark' }, executorUnavailable: 'Spark is not installed' })).toEqual([
      { ...finding, remedies: [{ kind: 'use_python', label: 'Change to python', value: 'python' }] }
    ]);
    expect(find({ executorUnavailable: 'Spark is not installed' })).toEqual([{ ...finding, remedies: [] }]);
  });

  it('warns of a task that would be held', () => {
    expect(find({ held: 'retries are not made' })).toEqual([
      { severity: 'warning', field: null, message: 'it can be registered, but is not run yet: retries are not made', remedies: [] }
    ]);
  });

  it('tells which of several definitions is used', () => {
    expect(find({ notebook: notebookOf('def task(): pass', 'def task(): pass') })).toMatchObject([
      { severity: 'information', field: 'method', message: 'cells 1 and 2 define task; the last one, cell 2, is used' }
    ]);
  });

  it('tells of other statements in the cell, but not of a full notebook, where all is meant to run', () => {
    const notebook = notebookOf('', 'def task(): pass\nprint(1)\nfit()');

    expect(find({ notebook })).toMatchObject([
      { severity: 'information', message: 'cell 2 also runs 2 other statements each time, before task() is called' }
    ]);
    expect(find({ notebook, definition: FULL })).toEqual([]);
  });

  it('tells that nobody looked for undefined names', () => {
    expect(find({ undefinedNames: null })).toMatchObject([
      { severity: 'information', message: expect.stringContaining('ruff') as unknown }
    ]);
  });

  it('puts errors before warnings and information', () => {
    const notebook = notebookOf('def task(a): pass\nprint(1)');

    const findings = find({ notebook, held: 'later', definition: DEFINITION });

    expect(findings.map(finding => finding.severity)).toEqual(['error', 'warning', 'information']);
  });
});

describe('preflight of undefined names in one cell', () => {
  it('offers the cell that imports it, the import alone, or all cells', () => {
    const notebook = notebookOf('import os\nimport pandas as pd\nimport numpy as np', 'def task():\n  return pd.x');

    expect(findNames(notebook, ['pd'])).toEqual([
      {
        severity: 'error',
        field: 'method',
        message: '`pd` is used in line 2 but not defined in this cell; cell 1 imports it',
        remedies: [
          { kind: 'use_needed_cells', label: 'Include the cell that defines this name', value: null },
          { kind: 'copy_import', label: 'Copy the import into this cell', value: 'import pandas as pd' },
          FULL_REMEDY
        ]
      }
    ]);
  });

  it('offers the imports of several cells at once, each once, in their order', () => {
    const notebook = notebookOf('import alpha, beta\nimport delta', 'from m import (\n  gamma)', 'def task():\n  gamma\n  beta\n  alpha');

    expect(findNames(notebook, ['gamma', 'beta', 'alpha'])).toMatchObject([
      {
        message: '`gamma` (line 2), `beta` (line 3) and `alpha` (line 4) are used but not defined in this cell; cells 1 and 2 import them',
        remedies: [
          { label: 'Include the 2 cells that define these names' },
          { label: 'Copy the imports into this cell', value: 'import alpha, beta\nfrom m import (\n  gamma)' },
          FULL_REMEDY
        ]
      }
    ]);
  });

  it('offers the cells for what they define, with those that they need, or all', () => {
    expect(
      findNames(notebookOf('def clean(): pass', 'data = clean()', 'def task():\n  return clean(data)'), ['clean', 'data'])
    ).toMatchObject([
      {
        message: '`clean` (line 2) and `data` (line 2) are used but not defined in this cell; cells 1 and 2 define them',
        remedies: [{ label: 'Include the 2 cells that define these names' }, FULL_REMEDY]
      }
    ]);
  });

  it('offers a well-known import that no cell has', () => {
    expect(findNames(notebookOf('def task():\n  return np.ones(3)'), ['np'])).toMatchObject([
      {
        severity: 'error',
        message: '`np` is used in line 2 but no cell of this notebook imports it',
        remedies: [{ kind: 'copy_import', label: 'Add the import to this cell', value: 'import numpy as np' }]
      }
    ]);
  });

  it('has no remedy for a name that is nowhere', () => {
    expect(findNames(notebookOf('def task():\n  return qqq'), ['qqq'])).toEqual([
      { severity: 'error', field: 'method', message: '`qqq` is used in line 2 but no cell of this notebook defines it', remedies: [] }
    ]);
  });

  it('says that a name is used before it is defined', () => {
    expect(findNames(notebookOf('rows = rows + 1\ndef task(): pass'), ['rows'])).toMatchObject([
      { severity: 'error', message: '`rows` is used in line 1 before it is defined', remedies: [] }
    ]);
  });

  it('only warns of a variable of the function itself, which the loop may have given a value by then', () => {
    const notebook = notebookOf('def task(rows=()):\n  for row in rows:\n    if row < 0:\n      return prev\n    prev = row');

    expect(findNames(notebook, ['prev'])).toEqual([
      {
        severity: 'warning',
        field: 'method',
        message: '`prev` is used in line 4 where the function may not have given it a value yet',
        remedies: []
      }
    ]);
  });

  it('only warns where something may define the name', () => {
    expect(findNames(notebookOf('from m import *', 'def task():\n  return qqq'), ['qqq'])).toMatchObject([
      {
        severity: 'warning',
        message: '`qqq` is used in line 2 but no cell plainly defines it; `from m import *` in cell 1 may do it',
        remedies: [{ label: 'Include the cell that may define this name' }, FULL_REMEDY]
      }
    ]);
  });

  it('only informs of names that the method does not get to', () => {
    expect(findNames(notebookOf('def task():\n  return 1\ndef other():\n  return qqq'), ['qqq'])).toEqual([
      {
        severity: 'information',
        field: 'method',
        message: '`qqq` is used in line 4 but not defined; task() does not get there',
        remedies: []
      }
    ]);
  });

  it('names a name once, at its first use', () => {
    const notebook = notebookOf('def task():\n  a = qqq\n  return qqq');

    const findings = find({
      notebook,
      undefinedNames: [
        { name: 'qqq', line: 3 },
        { name: 'qqq', line: 2 }
      ]
    });

    expect(findings).toMatchObject([{ message: '`qqq` is used in line 2 but no cell of this notebook defines it' }]);
  });

  it('counts a name that is both reached and not reached once, as reached', () => {
    const notebook = notebookOf('def other():\n  return qqq\ndef task():\n  return qqq');

    const findings = find({
      notebook,
      undefinedNames: [
        { name: 'qqq', line: 2 },
        { name: 'qqq', line: 4 }
      ]
    });

    expect(findings).toMatchObject([{ severity: 'error', message: expect.stringContaining('line 4') as unknown }]);
  });

  it('is silent on annotations that nothing evaluates', () => {
    expect(findNames(notebookOf('def task(a: "qqq" = 1): pass'), ['qqq'])).toEqual([]);
  });

  it('offers nothing more where the cells run that define what is needed', () => {
    const notebook = notebookOf('import a', 'b = 1', 'def task():\n  return a, b, qqq');

    expect(findNames(notebook, ['qqq'], { ...DEFINITION, cells: 'needed' })).toMatchObject([
      { message: '`qqq` is used in line 2 of cell 3 but no cell of this notebook defines it', remedies: [] },
      { severity: 'information', message: 'task in cell 3 needs cells 1 and 2' }
    ]);
  });
});

describe('preflight of undefined names in a full notebook', () => {
  it('names cell and line, and that the name comes too late', () => {
    expect(findNames(notebookOf('x = 1', '\nprint(late)', 'late = 2\ndef task(): pass'), ['late'], FULL)).toMatchObject([
      { severity: 'error', message: '`late` is used in line 2 of cell 2 before it is defined', remedies: [] }
    ]);
  });

  it('says that the cell which defines it is left out', () => {
    const notebook = withTag(notebookOf('import pandas as pd', 'def task():\n  return pd'), 1, 'peach-skip');

    expect(findNames(notebook, ['pd'], FULL)).toMatchObject([
      { message: '`pd` is used in line 2 of cell 2 but no cell that runs defines it; cell 1, tagged peach-skip, does', remedies: [] }
    ]);
  });

  it('does not offer what is chosen already', () => {
    expect(findNames(notebookOf('%run a.ipynb', 'def task():\n  return qqq'), ['qqq'], FULL)).toMatchObject([
      { severity: 'warning', remedies: [] }
    ]);
  });
});
