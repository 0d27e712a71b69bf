import { describe, expect, it } from 'vitest';
import { pythonKernel, tasksNotebook } from './tasks-notebook';

const spec = (name: string, language: string) => ({ name, language, display_name: name, argv: [], resources: {} });
const PYTHON = spec('python3', 'python');
const R = spec('ir', 'R');

describe('pythonKernel', () => {
  it('is the default one where that speaks Python', () => {
    const other = spec('another', 'python');
    expect(pythonKernel({ default: 'python3', kernelspecs: { another: other, python3: PYTHON } })).toBe(PYTHON);
  });

  it('is one that speaks Python where the default does not', () => {
    expect(pythonKernel({ default: 'ir', kernelspecs: { ir: R, python3: PYTHON } })).toBe(PYTHON);
  });

  it('is none where nothing speaks Python, or nothing is known', () => {
    expect(pythonKernel({ default: 'ir', kernelspecs: { ir: R } })).toBeNull();
    expect(pythonKernel(null)).toBeNull();
  });
});

describe('tasksNotebook', () => {
  it('has the two lines in one cell, and its kernel', () => {
    expect(tasksNotebook(PYTHON)).toMatchObject({
      nbformat: 4,
      metadata: { kernelspec: { name: 'python3', display_name: 'python3' } },
      cells: [{ cell_type: 'code', source: ['from peach_lab import initialize_tasks_info\n', 'initialize_tasks_info()'] }]
    });
  });

  it('leaves the choice of a kernel to Jupyter where none speaks Python', () => {
    expect(tasksNotebook(null)).toMatchObject({ metadata: {} });
  });
});
