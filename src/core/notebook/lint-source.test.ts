import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintSource } from './lint-source';
import { notebookOf } from './test-support/notebook-of';

const ENTRY = { notebook: 'n.ipynb', method: 'task' };

describe('lintSource', () => {
  it('is the entry cell as plain Python', () => {
    const { source, locate } = lintSource(notebookOf('import os', '!ls\ndef task():\n  pass'), ENTRY);

    expect(source).toBe('pass\ndef task():\n  pass');
    expect(locate(2)).toEqual({ cell: 2, line: 2 });
  });

  it('is nothing where the code cannot be found', () => {
    const { source, locate } = lintSource(notebookOf('import os'), ENTRY);

    expect(source).toBe('');
    expect(locate(1)).toBeNull();
  });

  it('knows no line outside the text', () => {
    const { locate } = lintSource(notebookOf('def task(): pass'), ENTRY);

    expect([locate(0), locate(2)]).toEqual([null, null]);
  });

  it('leads every line of a full notebook back to its cell', () => {
    const cells = fc.array(fc.constantFrom('x = 1', 'y = (\n2)\n', '', '%%bash\nls\n', '\n\nz', '!a \\\n b'), { maxLength: 6 });
    fc.assert(
      fc.property(cells, sources => {
        const notebook = notebookOf(...sources, 'def task(): pass');

        const { source, locate } = lintSource(notebook, { ...ENTRY, full_notebook: true });

        const expected = notebook.cells
          .filter(cell => cell.kind === 'code')
          .flatMap(cell => cell.source.split('\n').map((_, index) => ({ cell: cell.number, line: index + 1 })));
        expect(source.split('\n').map((_, index) => locate(index + 1))).toEqual(expected);
      })
    );
  });
});
