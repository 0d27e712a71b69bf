import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';
import { canRegister } from './notebook/can-register';
import { cellArguments, chosenCell } from './notebook/chosen-cell';
import type { CellInNotebook } from './notebook/find-cell';
import type { DialogParts } from './services-for';

type RegisterCommandParts = DialogParts & { readonly notebooks: INotebookTracker; readonly trans: TranslationBundle };

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
        const [{ openRegisterDialog }, { servicesFor }] = await Promise.all([import('./open-register-dialog'), import('./services-for')]);
        await openRegisterDialog(await servicesFor(parts, target), trans, null);
      }
    }
  });
}

function findCell({ app, notebooks }: RegisterCommandParts, args: ReadonlyPartialJSONObject): CellInNotebook | null {
  const found = chosenCell(app, notebooks, args);
  return found !== null && canRegister(found, app.serviceManager.contents) ? found : null;
}
