import { IJupyterWidgetRegistry, type ExportMap } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { MODULE_NAME, MODULE_VERSION } from './package-version';
import { sayRunAgain } from './say-run-again';
import type { ShowTasksInformation } from './show-tasks-information';

/** The plugin that knows the widget of `initialize_tasks_info()`; its code is loaded when a notebook first shows one. */
export function createWidgetPlugin(show: ShowTasksInformation): JupyterFrontEndPlugin<void> {
  return {
    id: 'peach-lab:widget',
    description: 'Tasks information inside notebooks.',
    autoStart: true,
    optional: [IJupyterWidgetRegistry, INotebookTracker, ITranslator],
    activate: (
      _app: JupyterFrontEnd,
      registry: IJupyterWidgetRegistry | null,
      notebooks: INotebookTracker | null,
      translator: ITranslator | null
    ) => {
      registry?.registerWidget({ name: MODULE_NAME, version: MODULE_VERSION, exports: () => loadExports(show) });
      const trans = (translator ?? nullTranslator).load('peach_lab');
      const sentence = trans.__('Tasks information is not shown in a notebook that was opened again. Run this cell to show it.');
      // After the widget manager, which has put its own renderer there by then.
      notebooks?.widgetAdded.connect((_tracker, panel) => sayRunAgain(panel.content.rendermime, sentence));
    }
  };
}

async function loadExports(show: ShowTasksInformation): Promise<ExportMap> {
  const [{ TasksInfoModel }, { tasksInfoView }] = await Promise.all([import('./tasks-info-model'), import('./tasks-info-view')]);
  return { TasksInfoModel, TasksInfoView: tasksInfoView(show) };
}
