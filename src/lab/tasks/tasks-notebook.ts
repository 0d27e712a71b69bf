import type { KernelSpec } from '@jupyterlab/services';

/** Name of the ready-made notebook. */
export const TASKS_NOTEBOOK = 'Tasks information.ipynb';

const LINES = ['from peach_lab import initialize_tasks_info\n', 'initialize_tasks_info()'];

/** The ready-made notebook in nbformat 4.5; without a kernel, Jupyter asks for one. */
export function tasksNotebook(kernel: KernelSpec.ISpecModel | null): object {
  const metadata =
    kernel === null
      ? {}
      : {
          kernelspec: { name: kernel.name, display_name: kernel.display_name, language: kernel.language },
          language_info: { name: kernel.language }
        };
  const cell = { cell_type: 'code', id: 'tasks-information', metadata: {}, execution_count: null, outputs: [], source: LINES };
  return { nbformat: 4, nbformat_minor: 5, metadata, cells: [cell] };
}

/** The default kernel where it speaks Python, else the first one that does; null where none does. */
export function pythonKernel(specs: KernelSpec.ISpecModels | null): KernelSpec.ISpecModel | null {
  const all = Object.values(specs?.kernelspecs ?? {}).filter(spec => spec?.language === 'python');
  return all.find(spec => spec?.name === specs?.default) ?? all[0] ?? null;
}
