import { describe, expect, it, vi } from 'vitest';
import type { NotebookTask, NotebookTasks } from '../../protocol/notebook-tasks';
import { CODE_READER, createRememberingReader } from '../notebook/code-reader';
import { notebookOf } from '../notebook/test-support/notebook-of';
import { judgeDrift } from './judge-drift';

const WORK = 'def work():\n    return np.zeros(3)';

function known(runs: readonly string[] | null, changes: Partial<NotebookTask> = {}): NotebookTasks {
  const task: NotebookTask = {
    organisation: 'debr',
    name: 'work',
    method: 'work',
    cells: 'entry',
    on_master: true,
    runs: runs === null ? null : runs.map((_, place) => place),
    ...changes
  };
  return { repository: '/r', branch: 'master', commit: 'c', sources: [...(runs ?? [])], tasks: [task] };
}

const judge = (cells: readonly string[], of: NotebookTasks) =>
  judgeDrift(notebookOf(...cells), of, CODE_READER).map(({ cell, drift }) => [cell, drift]);

describe('judgeDrift', () => {
  it('finds the entry cell and compares it alone where it runs alone', () => {
    expect(judge(['import numpy as np', WORK], known([WORK]))).toEqual([[2, 'same']]);
    expect(judge([WORK.replace('3', '4')], known([WORK]))).toEqual([[1, 'differs']]);
  });

  it('takes the last cell that defines the function, as a run does', () => {
    expect(judge([WORK, 'x = 1', 'def work(): pass'], known([WORK]))).toEqual([[3, 'differs']]);
  });

  it('says nothing of a task whose function is in no cell', () => {
    expect(judge(['x = 1'], known([WORK]))).toEqual([]);
  });

  it('of the cells that a run needs, compares all and no other', () => {
    const needed = known(['import numpy as np', WORK], { cells: 'needed' });

    expect(judge(['import numpy as np', 'x = 1', WORK], needed)).toEqual([[3, 'same']]);
    expect(judge(['import numpy as np', 'x = 2', WORK], needed)).toEqual([[3, 'same']]);
    expect(judge(['import cupy as np', 'x = 1', WORK], needed)).toEqual([[3, 'differs']]);
    expect(judge(['import numpy as np', 'import cupy as np', WORK], needed)).toEqual([[3, 'differs']]);
  });

  it('of a full notebook, compares every cell with code, and their order', () => {
    const full = known(['x = 1', WORK], { cells: 'all' });

    expect(judge(['x = 1', '', WORK], full)).toEqual([[3, 'same']]);
    expect(judge([WORK, 'x = 1'], full)).toEqual([[1, 'differs']]);
    expect(judge(['x = 1', WORK, 'y = 1'], full)).toEqual([[2, 'differs']]);
  });

  it('compares what runs: line ends and prompts that were pasted are no difference', () => {
    expect(judge(['!ls\ndef work(): pass'], known(['!ls\r\ndef work(): pass']))).toEqual([[1, 'same']]);
    expect(judge(['>>> def work(): pass'], known(['def work(): pass']))).toEqual([[1, 'same']]);
  });

  it('differs where the loop can run nothing of the task', () => {
    expect(judge([WORK], known(null))).toEqual([[1, 'differs']]);
  });

  it('says of a task of the checkout alone that it is not on master', () => {
    expect(judge([WORK], known(null, { on_master: false }))).toEqual([[1, 'not_on_master']]);
  });
});

describe('a remembering reader', () => {
  it('reads a cell again only when it changed', () => {
    const cells = Array.from({ length: 500 }, (_, place) => `def f${place}():\n    return np.zeros(${place})`);
    const of = known([], { cells: 'needed', method: 'f7' });
    const reader = createRememberingReader();
    const parse = vi.spyOn(String.prototype, 'normalize');
    const readsOf = (texts: readonly string[]): number => {
      parse.mockClear();
      judgeDrift(notebookOf(...texts), of, reader);
      reader.endRound();
      return parse.mock.calls.length;
    };

    const first = readsOf(cells);
    const again = readsOf(cells);
    const changed = readsOf(cells.with(9, 'def f9():\n    return 1'));
    parse.mockRestore();

    // Looking for the name in each cell is all that is left, and one cell.
    expect(first).toBeGreaterThan(again + 500);
    expect(changed - again).toBeLessThan(10);
  });

  it('forgets what two readings did not ask for', () => {
    const reader = createRememberingReader();
    const once = reader.findFunctions('def a(): pass');
    expect(reader.findFunctions('def a(): pass')).toBe(once);
    reader.endRound();
    expect(reader.findFunctions('def a(): pass')).toBe(once);
    reader.endRound();
    reader.endRound();
    expect(reader.findFunctions('def a(): pass')).not.toBe(once);
  });
});
