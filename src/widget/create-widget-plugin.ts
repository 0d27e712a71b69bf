import { IJupyterWidgetRegistry, type ExportMap } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { MODULE_NAME, MODULE_VERSION } from './package-version';
import type { ShowTasksInformation } from './show-tasks-information';

/** The plugin that knows the widget of `initialize_tasks_info()`; its code is loaded when a notebook first shows one. */
export function createWidgetPlugin(show: ShowTasksInformation): JupyterFrontEndPlugin<void> {
  return {
    id: 'peach-lab:widget',
    description: 'Tasks information inside notebooks.',
    autoStart: true,
    optional: [IJupyterWidgetRegistry],
    activate: (_app: JupyterFrontEnd, registry: IJupyterWidgetRegistry | null) => {
      registry?.registerWidget({ name: MODULE_NAME, version: MODULE_VERSION, exports: () => loadExports(show) });
    }
  };
}

async function loadExports(show: ShowTasksInformation): Promise<ExportMap> {
  const [{ TasksInfoModel }, { tasksInfoView }] = await Promise.all([import('./tasks-info-model'), import('./tasks-info-view')]);
  return { TasksInfoModel, TasksInfoView: tasksInfoView(show) };
}
