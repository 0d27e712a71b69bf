import { PathExt } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { ServerConnection, type ServiceManager } from '@jupyterlab/services';
import { pythonKernel, TASKS_NOTEBOOK, tasksNotebook } from './tasks-notebook';

export type TasksNotebookParts = {
  readonly services: Pick<ServiceManager.IManager, 'contents' | 'kernelspecs'>;
  readonly documents: Pick<IDocumentManager, 'openOrReveal'>;
};

/** Opens the ready-made notebook of `folder`, as Jupyter calls it; makes it where there is none. Rejects with why it can't. */
export async function openTasksNotebook(folder: string, { services, documents }: TasksNotebookParts): Promise<void> {
  const path = PathExt.join(folder, TASKS_NOTEBOOK);
  if (!(await exists(services.contents, path))) {
    await services.kernelspecs.ready;
    await services.contents.save(path, {
      type: 'notebook',
      format: 'json',
      content: tasksNotebook(pythonKernel(services.kernelspecs.specs))
    });
  }
  documents.openOrReveal(path);
}

async function exists(contents: TasksNotebookParts['services']['contents'], path: string): Promise<boolean> {
  try {
    await contents.get(path, { content: false });
    return true;
  } catch (error) {
    if (error instanceof ServerConnection.ResponseError && error.response.status === 404) {
      return false;
    }
    throw error;
  }
}
