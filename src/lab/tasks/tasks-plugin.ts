import { ILabShell, ILayoutRestorer, type JupyterFrontEnd, type JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ILauncher } from '@jupyterlab/launcher';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { ISchedulerClient, ITaskPanels } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addTasksNotebookCommand } from './add-tasks-notebook-command';
import { addTasksPlaces } from './add-tasks-places';
import { followTasksSettings } from './tasks-settings';

export const tasksPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:tasks',
  description: 'Tasks information in the left sidebar and in the main area, and a notebook that shows it.',
  autoStart: true,
  requires: [ISchedulerClient, IDocumentManager, ITaskPanels],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ILauncher, IDefaultFileBrowser, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    scheduler: ISchedulerClient,
    documents: IDocumentManager,
    panels: ITaskPanels,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    fileBrowser: IDefaultFileBrowser | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const settings = followTasksSettings(registry);
    addTasksPlaces({ app, scheduler, documents, panels, restorer, settings, trans, mainArea: labShell !== null });
    addTasksNotebookCommand({ app, documents, fileBrowser, trans });
    for (const command of [COMMAND_IDS.openTasksInformation, COMMAND_IDS.openTasksNotebook]) {
      palette?.addItem({ command, category: trans.__('PEACH Lab') });
    }
    launcher?.add({ command: COMMAND_IDS.openTasksNotebook, category: trans.__('Other'), args: { isLauncher: true } });
  }
};
