import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICodeKindForms, ITaskPanels } from '../tokens';
import { createRegistry } from './create-registry';

export const taskPanelsPlugin: JupyterFrontEndPlugin<ITaskPanels> = {
  id: 'peach-lab:task-panels',
  description: 'Panels that other extensions add to the page of a task.',
  autoStart: true,
  provides: ITaskPanels,
  activate: () => createRegistry('task panel')
};

export const codeKindFormsPlugin: JupyterFrontEndPlugin<ICodeKindForms> = {
  id: 'peach-lab:code-kind-forms',
  description: 'Forms of other extensions for further kinds of code, in the dialog that registers a task.',
  autoStart: true,
  provides: ICodeKindForms,
  activate: () => createRegistry('form of a code kind')
};
