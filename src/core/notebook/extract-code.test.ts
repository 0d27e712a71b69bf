import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractCode, type CodeDefinition } from './extract-code';
import type { ExtractedCode, Notebook } from './notebook';
import { notebookOf, withTag } from './test-support/notebook-of';

const ENTRY: CodeDefinition = { notebook: 'n.ipynb', method: 'task' };
const FULL: CodeDefinition = { ...ENTRY, full_notebook: true };

function codeOf(notebook: Notebook, definition: CodeDefinition): ExtractedCode {
  const extraction = extractCode(notebook, definition);
  if (!extraction.ok) {
    throw new Error(extraction.problem.message);
  }
  return extraction.code;
}

function problemOf(notebook: Notebook, definition: CodeDefinition): unknown {
  const extraction = extractCode(notebook, definition);
  return extraction.ok ? 'there is none' : extraction.problem;
}

describe('extractCode of one cell', () => {
  it('takes the whole cell that defines the method', () => {
    const code = codeOf(notebookOf('import os', '', 'x = 1\n@d\nasync def task(a): pass\ny = 2', 'z = 3'), ENTRY);

    expect(code).toMatchObject({ entry: 3, function: { name: 'task', async: true, line: 3 }, notes: [] });
    expect(code.cells).toEqual([{ number: 3, source: 'x = 1\n@d\nasync def task(a): pass\ny = 2', ipython: false }]);
  });

  it('takes the last of several cells, and notes it', () => {
    const code = codeOf(notebookOf('def task(a): pass', 'def task(b): pass', 'def task(c): pass'), ENTRY);

    expect(code.cells.map(cell => cell.number)).toEqual([3]);
    expect(code.function.parameters[0]?.name).toBe('c');
    expect(code.notes).toEqual(['cells 1, 2 and 3 define task; the last one, cell 3, is used']);
  });

  it('takes the last of several definitions in a cell, and notes it', () => {
    const code = codeOf(notebookOf('def task(a): pass\ndef task(b): pass'), ENTRY);

    expect(code.function).toMatchObject({ line: 2, parameters: [{ name: 'b' }] });
    expect(code.notes).toEqual(['cell 1 defines task 2 times; the last one, in line 2, is used']);
  });

  it('passes over a later definition that may not run', () => {
    expect(codeOf(notebookOf('def task(a): pass', 'if x:\n  def task(b): pass'), ENTRY)).toMatchObject({ entry: 1, notes: [] });
  });

  it('gives plain Python for a cell that was pasted, and the cell itself to IPython', () => {
    const plain = codeOf(notebookOf('\uFEFF  def task():\r\n    pass'), ENTRY);
    const magic = codeOf(notebookOf('  !ls\r\n  def task(): pass'), ENTRY);

    expect(plain.cells[0]).toMatchObject({ source: 'def task():\n  pass', ipython: false });
    expect(magic.cells[0]).toMatchObject({ source: '  !ls\r\n  def task(): pass', ipython: true });
  });

  it('takes a cell that is tagged to be left out of full notebooks', () => {
    expect(codeOf(withTag(notebookOf('def task(): pass'), 1, 'peach-skip'), ENTRY).entry).toBe(1);
  });

  it('finds a method that is spelled with other characters for the same name', () => {
    expect(codeOf(notebookOf('def ﬁt(): pass'), { ...ENTRY, method: 'fit' }).entry).toBe(1);
    expect(codeOf(notebookOf('def fit(): pass'), { ...ENTRY, method: 'ﬁt' }).entry).toBe(1);
  });

  it('takes the cell of the last definition, wherever it stands', () => {
    const cells = fc.array(fc.constantFrom('x = 1', 'def task(): pass', 'def other(): pass', '', '!ls', 'class task: pass'), {
      maxLength: 10
    });
    fc.assert(
      fc.property(cells, sources => {
        const extraction = extractCode(notebookOf(...sources), ENTRY);

        const last = sources.lastIndexOf('def task(): pass') + 1;
        expect(extraction.ok ? extraction.code.entry : 0).toBe(last);
      })
    );
  });
});

describe('extractCode of a full notebook', () => {
  const notebook = notebookOf('import os', '', '%%bash\nls', 'def task(): pass', '  \n', 'x = 1');

  it('takes every code cell in order, empty ones aside', () => {
    const code = codeOf(notebook, FULL);

    expect(code.cells.map(({ number, ipython }) => [number, ipython])).toEqual([
      [1, false],
      [3, true],
      [4, false],
      [6, false]
    ]);
    expect(code.entry).toBe(4);
  });

  it('is what `cells: all` says too', () => {
    expect(codeOf(notebook, { ...ENTRY, cells: 'all' })).toEqual(codeOf(notebook, FULL));
  });

  it('leaves out cells that are tagged peach-skip', () => {
    expect(codeOf(withTag(notebook, 6, 'peach-skip'), FULL).cells.map(cell => cell.number)).toEqual([1, 3, 4]);
  });

  it('uses the last definition among the cells that run', () => {
    const twice = notebookOf('def task(a): pass', 'def task(b): pass');

    expect(codeOf(withTag(twice, 2, 'peach-skip'), FULL)).toMatchObject({ entry: 1, notes: [] });
  });

  it('says that the only cell with the method is left out', () => {
    expect(problemOf(withTag(notebook, 4, 'peach-skip'), FULL)).toEqual({
      field: 'method',
      message: 'task is defined in cell 4 only, which is tagged peach-skip and does not run',
      hint: 'take the tag off the cell'
    });
  });
});

describe('extractCode without the method', () => {
  it.each([
    [
      'a function inside a statement',
      'try:\n  def task(): pass\nfinally: pass',
      'task is defined in line 2 of cell 1 only inside another statement',
      'define it at the top level'
    ],
    ['a lambda', 'task = lambda x: x', 'task is a lambda in line 1 of cell 1', 'def task(…):'],
    ['a class', '@d\nclass task: pass', 'task is a class in line 2 of cell 1', 'define a function that uses the class'],
    ['an import', 'from m import task', 'task is imported in line 1 of cell 1', 'define a function that calls it'],
    ['a value', 'task = partial(f)', 'task is a value in line 1 of cell 1', null],
    [
      'other functions',
      'def tsak(): pass\ndef other(): pass',
      'no cell of n.ipynb defines task; it defines tsak and other',
      'did you mean tsak?'
    ],
    ['functions that are far from it', 'def other(): pass', 'no cell of n.ipynb defines task; it defines other', null],
    ['no function', 'x = 1', 'no cell of n.ipynb defines task, nor any other function', 'define task in a code cell'],
    ['no code', '  \n', 'n.ipynb has no code, so it does not define task', 'define task in a code cell'],
    [
      'a function in a file that is only written',
      '%%writefile a.py\ndef task(): pass',
      'nor any other function',
      'define task in a code cell'
    ]
  ])('explains a notebook with %s', (_, source, message, hint) => {
    expect(problemOf(notebookOf(source), ENTRY)).toEqual({
      field: 'method',
      message: expect.stringContaining(message) as unknown,
      hint: hint === null ? null : (expect.stringContaining(hint) as unknown)
    });
  });

  it('explains a notebook with no cells', () => {
    expect(problemOf(notebookOf(), ENTRY)).toMatchObject({ field: 'method', message: 'n.ipynb has no code, so it does not define task' });
  });

  it('explains a notebook in another language', () => {
    expect(problemOf({ ...notebookOf('task <- function() 1'), language: 'r' }, ENTRY)).toEqual({
      field: 'notebook',
      message: 'n.ipynb is a notebook in r; a task’s notebook is in Python',
      hint: null
    });
  });

  it('names only the first of very many functions', () => {
    const source = Array.from({ length: 14 }, (_, index) => `def step${index}(): pass`).join('\n');

    expect(problemOf(notebookOf(source), ENTRY)).toMatchObject({
      message: expect.stringMatching(/step0, .*, step11 and 2 more$/) as unknown
    });
  });
});
