import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';

type TasksNotebookCommandParts = {
  readonly app: Pick<JupyterFrontEnd, 'commands' | 'serviceManager'>;
  readonly documents: Pick<IDocumentManager, 'openOrReveal'>;
  readonly fileBrowser: Pick<IDefaultFileBrowser, 'model'> | null;
  readonly trans: TranslationBundle;
};

/** Adds the command that opens the ready-made notebook of a folder. */
export function addTasksNotebookCommand({ app, documents, fileBrowser, trans }: TasksNotebookCommandParts): void {
  app.commands.addCommand(COMMAND_IDS.openTasksNotebook, {
    label: ({ isLauncher }) => (isLauncher === true ? trans.__('Tasks information') : trans.__('Tasks information notebook')),
    caption: trans.__('A notebook that shows tasks, their executions, durations and logs, live'),
    icon: tasksIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          cwd: { type: 'string', description: trans.__('The folder of the notebook; without it, the one that the file browser shows') },
          isLauncher: { type: 'boolean', description: trans.__('Whether the command stands in the launcher') }
        }
      }
    },
    execute: async ({ cwd }) => {
      const folder = typeof cwd === 'string' ? cwd : (fileBrowser?.model.path ?? '');
      const { openTasksNotebook } = await import('./open-tasks-notebook');
      try {
        await openTasksNotebook(folder, { services: app.serviceManager, documents });
      } catch (error) {
        Notification.error(trans.__('The notebook could not be made: %1', error instanceof Error ? error.message : String(error)));
      }
    }
  });
}
