import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { IObservable } from '../../client/create-store';
import { ITaskPanels, ITasksInformation } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { followTasksSettings, type TasksSettings } from './tasks-settings';

export const tasksInformationPlugin: JupyterFrontEndPlugin<ITasksInformation> = {
  id: 'peach-lab:tasks-information',
  description: 'Shows Tasks information where others want it, as in a notebook.',
  autoStart: true,
  provides: ITasksInformation,
  requires: [ITaskPanels],
  optional: [ISettingRegistry, ITranslator],
  activate: (_app: JupyterFrontEnd, panels: ITaskPanels, registry: ISettingRegistry | null, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    let settings: IObservable<TasksSettings> | null = null;
    return {
      show: async (node, wish) => {
        settings ??= followTasksSettings(registry);
        const { showTasksInformation } = await import('./show-tasks-information');
        return showTasksInformation(node, wish, { settings, trans, panels });
      }
    };
  }
};
