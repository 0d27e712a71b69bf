import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import type { CellInNotebook } from '../register-task/notebook/find-cell';
import { serverRoot } from '../server-root';
import { ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addOpenTaskCommand } from './add-open-task-command';
import type { Badge } from './badge';

export const driftBadgePlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:drift-badge',
  description: 'Shows on registered cells how they stand to what the loop runs.',
  autoStart: true,
  requires: [INotebookTracker, ISchedulerClient],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    scheduler: ISchedulerClient,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    let badgesOf: (cell: CellInNotebook) => readonly Badge[] = () => [];
    addOpenTaskCommand({ app, notebooks, trans, badgesOf: cell => badgesOf(cell) });
    palette?.addItem({ command: COMMAND_IDS.openTask, category: trans.__('PEACH Lab') });
    // Once Lab is there: nobody waits for this.
    void app.restored
      .then(() => firstNotebook(notebooks))
      .then(async () => {
        const root = await serverRoot(scheduler, name => PageConfig.getOption(name));
        if (root !== null) {
          const { followNotebooks } = await import('./follow-notebooks');
          badgesOf = await followNotebooks({ app, notebooks, scheduler, trans, root });
        }
      });
  }
};

/** Resolves when a notebook is open: until then nothing is loaded. */
function firstNotebook(notebooks: INotebookTracker): Promise<void> {
  return notebooks.size > 0
    ? Promise.resolve()
    : new Promise(resolve => {
        const opened = (): void => {
          notebooks.widgetAdded.disconnect(opened);
          resolve();
        };
        notebooks.widgetAdded.connect(opened);
      });
}
