import type { JupyterFrontEnd } from '@jupyterlab/application';
import { InputDialog } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';
import { cellArguments, chosenCell } from '../register-task/notebook/chosen-cell';
import type { CellInNotebook } from '../register-task/notebook/find-cell';
import type { Badge } from './badge';

type EditCellTaskParts = {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly trans: TranslationBundle;
  readonly badgesOf: (cell: CellInNotebook) => readonly Badge[];
};

/** Adds the command that edits the task of a registered cell; of several it asks which. It is not there for other cells. */
export function addEditCellTaskCommand({ app, notebooks, trans, badgesOf }: EditCellTaskParts): void {
  app.commands.addCommand(COMMAND_IDS.editCellTask, {
    label: trans.__('Edit task…'),
    caption: trans.__('Change the task of this cell in its definition file'),
    icon: tasksIcon,
    describedBy: { args: cellArguments(trans) },
    isEnabled: args => badgesIn(args).length > 0,
    isVisible: args => args.cell !== 'pointer' || badgesIn(args).length > 0,
    execute: async args => {
      const found = chosenCell(app, notebooks, args);
      const badge = found === null ? null : await choose(badgesOf(found));
      if (found !== null && badge !== null) {
        const { organisation, name } = badge;
        await app.commands.execute(COMMAND_IDS.editTask, { organisation, name, notebook: found.panel.context.path });
      }
    }
  });

  function badgesIn(args: Parameters<typeof chosenCell>[2]): readonly Badge[] {
    const found = chosenCell(app, notebooks, args);
    return found === null ? [] : badgesOf(found);
  }

  async function choose(badges: readonly Badge[]): Promise<Badge | null> {
    const [first = null] = badges;
    if (badges.length < 2) {
      return first;
    }
    const items = badges.map(({ organisation, name }) => `${organisation}/${name}`);
    const { value } = await InputDialog.getItem({ title: trans.__('Edit which task?'), label: trans.__('Task'), items });
    return badges[items.indexOf(value ?? '')] ?? null;
  }
}
