import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import type { CellInNotebook } from '../register-task/notebook/find-cell';
import { serverRoot } from '../server-root';
import { flag, followSettings } from '../settings/follow-settings';
import { ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addEditCellTaskCommand } from './add-edit-cell-task-command';
import { addOpenTaskCommand } from './add-open-task-command';
import type { Badge } from './badge';

export const driftBadgePlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:drift-badge',
  description: 'Shows on registered cells how they stand to what the loop runs.',
  autoStart: true,
  requires: [INotebookTracker, ISchedulerClient],
  optional: [ICommandPalette, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    scheduler: ISchedulerClient,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const shown = followSettings(registry, 'peach-lab:drift-badge', values => flag(values, 'badges', true));
    let badgesOf: (cell: CellInNotebook) => readonly Badge[] = () => [];
    addOpenTaskCommand({ app, notebooks, trans, badgesOf: cell => badgesOf(cell) });
    addEditCellTaskCommand({ app, notebooks, trans, badgesOf: cell => badgesOf(cell) });
    palette?.addItem({ command: COMMAND_IDS.openTask, category: trans.__('PEACH Lab') });
    palette?.addItem({ command: COMMAND_IDS.editCellTask, category: trans.__('PEACH Lab') });
    // Once Lab is there: nobody waits for this.
    void app.restored
      .then(() => firstNotebook(notebooks))
      .then(async () => {
        const root = await serverRoot(scheduler, name => PageConfig.getOption(name));
        if (root !== null) {
          const { followNotebooks } = await import('./follow-notebooks');
          badgesOf = await followNotebooks({ app, notebooks, scheduler, trans, root, shown });
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
