import { IJupyterWidgetRegistry, type ExportMap } from '@jupyter-widgets/base';
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import { MODULE_NAME, MODULE_VERSION } from './package-version';
import { sayRunAgain } from './say-run-again';
import type { Token } from '@lumino/coreutils';
import type { IShowsTasksInformation } from './show-tasks-information';

/** The plugin that knows the widget of `initialize_tasks_info()`; its code is loaded when a notebook first shows one. */
export function createWidgetPlugin(view: Token<IShowsTasksInformation>): JupyterFrontEndPlugin<void> {
  return {
    id: 'peach-lab:widget',
    description: 'Tasks information inside notebooks.',
    autoStart: true,
    requires: [view],
    optional: [IJupyterWidgetRegistry, INotebookTracker, ITranslator],
    activate: (
      _app: JupyterFrontEnd,
      shows: IShowsTasksInformation,
      registry: IJupyterWidgetRegistry | null,
      notebooks: INotebookTracker | null,
      translator: ITranslator | null
    ) => {
      const trans = (translator ?? nullTranslator).load('peach_lab');
      registry?.registerWidget({ name: MODULE_NAME, version: MODULE_VERSION, exports: () => loadExports(shows, trans) });
      const sentence = trans.__('Tasks information is not shown in a notebook that was opened again. Run this cell to show it.');
      // After the widget manager, which has put its own renderer there by then.
      notebooks?.widgetAdded.connect((_tracker, panel) => sayRunAgain(panel.content.rendermime, sentence));
    }
  };
}

async function loadExports(shows: IShowsTasksInformation, trans: TranslationBundle): Promise<ExportMap> {
  const [{ TasksInfoModel }, { tasksInfoView }] = await Promise.all([import('./tasks-info-model'), import('./tasks-info-view')]);
  return { TasksInfoModel, TasksInfoView: tasksInfoView(shows, trans) };
}
