import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { activeCell, cellOfNode, type CellInNotebook } from '../register-task/notebook/find-cell';
import type { Badge } from './badge';

type OpenTaskParts = {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly trans: TranslationBundle;
  readonly badgesOf: (cell: CellInNotebook) => readonly Badge[];
};

/** Adds the command that does what a click on a cell's badge does. Its argument `cell: "pointer"` means the cell under the pointer. */
export function addOpenTaskCommand({ app, notebooks, trans, badgesOf }: OpenTaskParts): void {
  const badgeFor = (cell: unknown): Badge | null => {
    const found = cell === 'pointer' ? pointedCell(app, notebooks) : activeCell(notebooks);
    return found === null ? null : (badgesOf(found)[0] ?? null);
  };
  app.commands.addCommand(COMMAND_IDS.openTask, {
    label: trans.__('Open task information'),
    caption: trans.__('Show the task of this cell in Tasks information'),
    describedBy: {
      args: {
        type: 'object',
        properties: {
          cell: {
            type: 'string',
            enum: ['active', 'pointer'],
            description: trans.__('Which cell: the active one (default), or the one that was right-clicked')
          }
        }
      }
    },
    isEnabled: ({ cell }) => badgeFor(cell) !== null,
    execute: async ({ cell }) => {
      const badge = badgeFor(cell);
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

function pointedCell(app: JupyterFrontEnd, notebooks: INotebookTracker): CellInNotebook | null {
  const node = app.contextMenuHitTest(each => each.classList.contains('jp-CodeCell'));
  return node === undefined ? null : cellOfNode(notebooks, node);
}
