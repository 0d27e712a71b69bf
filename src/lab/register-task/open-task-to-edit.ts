import { CodeCell } from '@jupyterlab/cells';
import { PageConfig } from '@jupyterlab/coreutils';
import { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { findFunctions } from '../../core/notebook/find-functions';
import type { TaskId } from '../../protocol/identity';
import { serverRoot } from '../server-root';
import { placePath } from '../tasks/place-path';
import { findEditedTask, type TaskName } from './find-edited-task';
import { jupyterPath } from './jupyter-path';
import { openRegisterDialog } from './open-register-dialog';
import { servicesFor, type DialogParts } from './services-for';

/** Opens the form on a task by its id. Resolves when it is closed, to why there was none, or null. */
export async function openKnownTaskToEdit(parts: DialogParts, id: TaskId, trans: TranslationBundle): Promise<string | null> {
  const [api, root] = await Promise.all([parts.scheduler.api(), serverRoot(parts.scheduler, name => PageConfig.getOption(name))]);
  const answer = await api.task(id);
  if (!answer.ok) {
    return answer.failure.message;
  }
  const { organisation, name, code, file } = answer.value;
  const notebook = placePath({ repository: code.repository, file: code.path }, root);
  return notebook === null
    ? trans.__(
        'Its repository, %1, has no checkout in the folder that Jupyter shows. Clone it there, then edit %2 in the clone.',
        code.repository,
        file ?? code.path
      )
    : await openTaskToEdit(parts, { organisation, name, notebook }, trans);
}

/** Opens the notebook and, over the cell with the task's function, the form. Resolves as above. */
export async function openTaskToEdit(
  parts: DialogParts,
  { notebook, ...task }: TaskName & { readonly notebook: string },
  trans: TranslationBundle
): Promise<string | null> {
  const [api, root] = await Promise.all([parts.scheduler.api(), serverRoot(parts.scheduler, name => PageConfig.getOption(name))]);
  if (root === null) {
    return trans.__('This Jupyter server knows no folder of its machine that its notebooks are in.');
  }
  const answer = await api.workingCopy(`${root}/${notebook}`);
  if (!answer.ok) {
    return answer.failure.message;
  }
  const found = await findEditedTask(api, answer.value, task, trans);
  if (!found.ok) {
    return found.place === null ? found.message : `${found.place.file}:${found.place.line}: ${found.message}`;
  }
  const { definition } = found.edited;
  const path = jupyterPath(definition.notebook, { jupyter: notebook, repository: answer.value.path });
  const panel = path === null ? null : await openNotebook(parts, path);
  if (panel === null) {
    return trans.__('Its notebook, %1, could not be opened.', definition.notebook);
  }
  const cell = cellWith(panel, definition.method);
  if (cell === null) {
    return trans.__(
      'No cell of %1 defines the function %2 at its top level. Define it there, or change the task in %3.',
      definition.notebook,
      definition.method,
      found.edited.file
    );
  }
  await openRegisterDialog(await servicesFor(parts, { panel, cell }), trans, task);
  return null;
}

async function openNotebook({ documents }: DialogParts, path: string): Promise<NotebookPanel | null> {
  const widget = documents.openOrReveal(path);
  if (!(widget instanceof NotebookPanel)) {
    return null;
  }
  await widget.context.ready;
  await widget.revealed;
  return widget;
}

/** The last cell that defines the function, which is the one whose definition stands in the end. */
function cellWith({ content }: NotebookPanel, method: string): CodeCell | null {
  const cells = content.widgets.filter(each => each instanceof CodeCell);
  return (
    cells.findLast(cell => findFunctions(cell.model.sharedModel.getSource()).some(each => each.topLevel && each.name === method)) ?? null
  );
}
