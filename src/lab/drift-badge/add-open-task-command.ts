import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { COMMAND_IDS } from '../command-ids';
import { cellArguments, chosenCell } from '../register-task/notebook/chosen-cell';
import type { CellInNotebook } from '../register-task/notebook/find-cell';
import type { Badge } from './badge';

type OpenTaskParts = {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly trans: TranslationBundle;
  readonly badgesOf: (cell: CellInNotebook) => readonly Badge[];
};

/** Adds the command that does what a click on a cell's badge does. Its argument `cell: "pointer"` means the cell under the pointer. */
export function addOpenTaskCommand({ app, notebooks, trans, badgesOf }: OpenTaskParts): void {
  const badgeFor = (args: ReadonlyPartialJSONObject): Badge | null => {
    const found = chosenCell(app, notebooks, args);
    return found === null ? null : (badgesOf(found)[0] ?? null);
  };
  app.commands.addCommand(COMMAND_IDS.openTask, {
    label: trans.__('Open task information'),
    caption: trans.__('Show the task of this cell in Tasks information'),
    describedBy: { args: cellArguments(trans) },
    isEnabled: args => badgeFor(args) !== null,
    execute: async args => {
      const badge = badgeFor(args);
      if (badge !== null) {
        await openTask(app, badge);
      }
    }
  });
}

/** Shows the task of a badge in *Tasks information*. */
export async function openTask({ commands }: Pick<JupyterFrontEnd, 'commands'>, { organisation, task }: Badge): Promise<void> {
  await commands.execute(COMMAND_IDS.openTasksInformation, { organisation, task });
}
