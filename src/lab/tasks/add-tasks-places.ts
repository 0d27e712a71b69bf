import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';
import type { ISchedulerClient } from '../tokens';
import { openPlace } from './open-place';
import { TasksPanel } from './tasks-panel';

type TasksPlacesParts = {
  readonly app: JupyterFrontEnd;
  readonly scheduler: ISchedulerClient;
  readonly documents: IDocumentManager;
  readonly restorer: ILayoutRestorer | null;
  readonly trans: TranslationBundle;
  /** False in Notebook 7, whose main area holds one document: the command then shows the sidebar. */
  readonly mainArea: boolean;
};

const SIDEBAR_ID = 'peach-lab-tasks';
const NAMESPACE = 'peach-lab-tasks-information';

/** Adds the sidebar panel, and the command that opens *Tasks information* in the main area. */
export function addTasksPlaces(parts: TasksPlacesParts): void {
  const { app, restorer, trans } = parts;
  const tracker = new WidgetTracker<MainAreaWidget<TasksPanel>>({ namespace: NAMESPACE });
  const open = (): void => {
    if (!parts.mainArea) {
      app.shell.activateById(SIDEBAR_ID);
      return;
    }
    const widget = tracker.currentWidget ?? createMainAreaPanel(parts);
    if (!widget.isAttached) {
      app.shell.add(widget, 'main');
      void tracker.add(widget);
    }
    app.shell.activateById(widget.id);
  };
  app.commands.addCommand(COMMAND_IDS.openTasksInformation, {
    label: trans.__('Tasks information'),
    caption: trans.__('Tasks, their executions, durations and logs, live'),
    icon: tasksIcon,
    describedBy: { args: { type: 'object', properties: {} } },
    execute: open
  });
  const sidebar = labelled(createPanel(parts, open), trans);
  sidebar.id = SIDEBAR_ID;
  app.shell.add(sidebar, 'left', { rank: 600, type: 'PEACH Lab' });
  restorer?.add(sidebar, SIDEBAR_ID);
  if (restorer !== null) {
    void restorer.restore(tracker, { command: COMMAND_IDS.openTasksInformation, name: () => NAMESPACE });
  }
}

function createMainAreaPanel(parts: TasksPlacesParts): MainAreaWidget<TasksPanel> {
  const widget = new MainAreaWidget({ content: createPanel(parts, null) });
  // An empty one would stand as a bar above the view.
  widget.toolbar.hide();
  widget.id = NAMESPACE;
  widget.title.closable = true;
  widget.title.icon = tasksIcon;
  widget.title.label = parts.trans.__('Tasks information');
  return widget;
}

/** `openInMainArea` null: it stands there. */
function createPanel({ app, scheduler, documents, trans }: TasksPlacesParts, openInMainArea: (() => void) | null): TasksPanel {
  return new TasksPanel(async node => {
    const [connection, api, { mountTasksInformation }] = await Promise.all([
      scheduler.connection(),
      scheduler.api(),
      import('./mount-tasks-information')
    ]);
    return mountTasksInformation(node, {
      scheduler,
      connection,
      api,
      organisation: null,
      choosesTask: openInMainArea === null,
      openFile: place => void openPlace(place, { app, documents, scheduler, trans }),
      openInMainArea
    });
  });
}

function labelled(panel: TasksPanel, trans: TranslationBundle): TasksPanel {
  panel.title.icon = tasksIcon;
  panel.title.caption = trans.__('Tasks information');
  return panel;
}
