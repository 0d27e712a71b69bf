import type { JupyterFrontEnd } from '@jupyterlab/application';
import { PageConfig } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';
import { serverRoot } from '../server-root';
import type { ISchedulerClient } from '../tokens';
import { fileEditors } from './file-editors';
import { canRegister } from './notebook/can-register';
import { cellEditor } from './notebook/cell-editor';
import { cellArguments, chosenCell } from './notebook/chosen-cell';
import type { CellInNotebook } from './notebook/find-cell';
import type { RegisterServices } from './register-services';

type RegisterCommandParts = {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly documents: IDocumentManager;
  readonly scheduler: ISchedulerClient;
  readonly trans: TranslationBundle;
};

/** Adds the command that opens the register dialog. Its argument `cell: "pointer"`, given by the context menu, means the cell under the pointer. */
export function addRegisterCommand(parts: RegisterCommandParts): void {
  const { app, trans } = parts;
  app.commands.addCommand(COMMAND_IDS.registerTask, {
    label: trans.__('Register as task…'),
    caption: trans.__('Let the scheduler run the function of this cell from the repository’s main branch'),
    icon: tasksIcon,
    describedBy: { args: cellArguments(trans) },
    isEnabled: args => findCell(parts, args) !== null,
    execute: async args => {
      const target = findCell(parts, args);
      if (target !== null) {
        const [{ openRegisterDialog }, services] = await Promise.all([import('./open-register-dialog'), servicesFor(parts, target)]);
        await openRegisterDialog(services, trans);
      }
    }
  });
}

function findCell({ app, notebooks }: RegisterCommandParts, args: ReadonlyPartialJSONObject): CellInNotebook | null {
  const found = chosenCell(app, notebooks, args);
  return found !== null && canRegister(found, app.serviceManager.contents) ? found : null;
}

async function servicesFor({ app, documents, scheduler }: RegisterCommandParts, target: CellInNotebook): Promise<RegisterServices> {
  const [api, root] = await Promise.all([scheduler.api(), serverRoot(scheduler, name => PageConfig.getOption(name))]);
  return {
    api,
    status: () => scheduler.status(),
    cell: cellEditor(target),
    editors: fileEditors(app, documents),
    absolutePath: root === null ? null : `${root}/${target.panel.context.localPath}`
  };
}
