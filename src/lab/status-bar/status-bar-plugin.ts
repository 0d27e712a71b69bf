import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IStatusBar } from '@jupyterlab/statusbar';
import { COMMAND_IDS } from '../command-ids';
import { ISchedulerClient } from '../tokens';
import { addTaskCounts } from './add-task-counts';

export const statusBarPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:status-bar',
  description: 'How many tasks run, have failed and are invalid, in the status bar.',
  autoStart: true,
  requires: [ISchedulerClient],
  optional: [IStatusBar],
  activate: (app: JupyterFrontEnd, scheduler: ISchedulerClient, statusBar: IStatusBar | null) => {
    if (statusBar !== null) {
      addTaskCounts({ app, scheduler, statusBar, open: () => void app.commands.execute(COMMAND_IDS.openTasksInformation) });
    }
  }
};
