import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { ICodeKindForms, ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addEditCommand } from './add-edit-command';
import { addRegisterCommand } from './add-register-command';

export const registerTaskPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:register-task',
  description: 'Registers code cells of notebooks as tasks.',
  autoStart: true,
  requires: [INotebookTracker, IDocumentManager, ISchedulerClient, ICodeKindForms],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    documents: IDocumentManager,
    scheduler: ISchedulerClient,
    codeKinds: ICodeKindForms,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    addRegisterCommand({ app, notebooks, documents, scheduler, codeKinds, trans });
    addEditCommand({ app, documents, scheduler, codeKinds }, trans);
    palette?.addItem({ command: COMMAND_IDS.registerTask, category: trans.__('PEACH Lab') });
  }
};
