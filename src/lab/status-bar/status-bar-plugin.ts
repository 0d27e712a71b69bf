import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { flag, followSettings } from '../settings/follow-settings';
import { followTasksSettings } from '../tasks/tasks-settings';
import { ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { addTaskCounts } from './add-task-counts';

export const statusBarPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:status-bar',
  description: 'How many tasks run, have failed and are invalid, in the status bar.',
  autoStart: true,
  requires: [ISchedulerClient],
  optional: [IStatusBar, ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    scheduler: ISchedulerClient,
    statusBar: IStatusBar | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ) => {
    if (statusBar !== null) {
      addTaskCounts({
        app,
        scheduler,
        statusBar,
        shown: followSettings(registry, 'peach-lab:status-bar', values => flag(values, 'counts', true)),
        settings: followTasksSettings(registry),
        trans: (translator ?? nullTranslator).load(TRANSLATION_DOMAIN),
        open: () => void app.commands.execute(COMMAND_IDS.openTasksInformation)
      });
    }
  }
};
