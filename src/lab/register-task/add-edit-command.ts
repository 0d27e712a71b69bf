import { showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { parseTaskId } from '../../protocol/identity';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';
import type { DialogParts } from './services-for';

/**
 * Adds the command that opens the form on a task that is registered: the one with the UUID `task`, or `name` of
 * `organisation` in the notebook at Jupyter's path `notebook`.
 */
export function addEditCommand(parts: DialogParts, trans: TranslationBundle): void {
  parts.app.commands.addCommand(COMMAND_IDS.editTask, {
    label: trans.__('Edit task…'),
    caption: trans.__('Change a task in its definition file'),
    icon: tasksIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          task: { type: 'string', description: trans.__('UUID of the task; without it, the others are needed') },
          organisation: { type: 'string', description: trans.__('The organisation of the task') },
          name: { type: 'string', description: trans.__('Its name') },
          notebook: { type: 'string', description: trans.__('Jupyter’s path of its notebook') }
        }
      }
    },
    execute: async ({ task, organisation, name, notebook }) => {
      const { openTaskToEdit, openKnownTaskToEdit } = await import('./open-task-to-edit');
      const id = typeof task === 'string' ? parseTaskId(task) : null;
      const failure =
        typeof organisation === 'string' && typeof name === 'string' && typeof notebook === 'string'
          ? await openTaskToEdit(parts, { organisation, name, notebook }, trans)
          : id === null
            ? trans.__('The command needs the UUID of a task, or its organisation, name and notebook.')
            : await openKnownTaskToEdit(parts, id, trans);
      if (failure !== null) {
        await showErrorMessage(trans.__('The task cannot be edited here'), failure);
      }
    }
  });
}
