// @vitest-environment jsdom
import { ServerConnection } from '@jupyterlab/services';
import { expect, it, vi } from 'vitest';
import { openTasksNotebook, type TasksNotebookParts } from './open-tasks-notebook';

// Lab asks for it while it is loaded, and jsdom has none.
vi.hoisted(() => Object.assign(globalThis, { DragEvent: class extends MouseEvent {} }));

/** A Jupyter that answers a look for a file with `status`. */
function jupyter(status: number) {
  const get = vi.fn<(path: string) => Promise<object>>(() =>
    status === 200 ? Promise.resolve({}) : Promise.reject(new ServerConnection.ResponseError(new Response('', { status })))
  );
  const save = vi.fn<(path: string, model: unknown) => Promise<object>>(() => Promise.resolve({}));
  const openOrReveal = vi.fn<(path: string) => undefined>();
  const specs = { default: 'python3', kernelspecs: { python3: { name: 'python3', language: 'python', display_name: 'Python 3' } } };
  const services = { contents: { get, save }, kernelspecs: { ready: Promise.resolve(), specs } };
  return { parts: { services, documents: { openOrReveal } } as unknown as TasksNotebookParts, save, openOrReveal };
}

it('makes the notebook in the folder, with a kernel, and opens it', async () => {
  const { parts, save, openOrReveal } = jupyter(404);
  await openTasksNotebook('reports/daily', parts);
  expect(save.mock.calls[0]?.[0]).toBe('reports/daily/Tasks information.ipynb');
  expect(save.mock.calls[0]?.[1]).toMatchObject({ type: 'notebook', content: { metadata: { kernelspec: { name: 'python3' } } } });
  expect(openOrReveal).toHaveBeenCalledWith('reports/daily/Tasks information.ipynb');
});

it('opens the one that is there as it is', async () => {
  const { parts, save, openOrReveal } = jupyter(200);
  await openTasksNotebook('', parts);
  expect(save).not.toHaveBeenCalled();
  expect(openOrReveal).toHaveBeenCalledWith('Tasks information.ipynb');
});

it('writes nothing where it is not known whether there is one', async () => {
  const { parts, save, openOrReveal } = jupyter(500);
  await expect(openTasksNotebook('', parts)).rejects.toThrow();
  expect(save).not.toHaveBeenCalled();
  expect(openOrReveal).not.toHaveBeenCalled();
});
