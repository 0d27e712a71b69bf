import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { ILauncher } from '@jupyterlab/launcher';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addTasksPlaces } from './add-tasks-places';

export const tasksPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:tasks',
  description: 'Tasks information in the left sidebar and in the main area.',
  autoStart: true,
  requires: [ISchedulerClient, IDocumentManager],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ILauncher, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    scheduler: ISchedulerClient,
    documents: IDocumentManager,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    addTasksPlaces({ app, scheduler, documents, restorer, trans, mainArea: labShell !== null });
    const entry = { command: COMMAND_IDS.openTasksInformation, category: trans.__('PEACH Lab') };
    palette?.addItem(entry);
    launcher?.add({ ...entry, category: trans.__('Other') });
  }
};
