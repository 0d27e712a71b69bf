import type { ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import { createStore, type IObservable, type IStore } from '../../client/create-store';
import { parseTaskId, type TaskId } from '../../protocol/identity';
import { COMMAND_IDS } from '../command-ids';
import { tasksIcon } from '../icons';
import { LazyPanel } from '../lazy-panel';
import type { ISchedulerClient, ITaskPanels } from '../tokens';
import type { WishedTask } from './mount-tasks-information';
import { openPlace } from './open-place';
import type { TasksSettings } from './tasks-settings';

type TasksPlacesParts = {
  readonly app: JupyterFrontEnd;
  readonly scheduler: ISchedulerClient;
  readonly documents: IDocumentManager;
  readonly restorer: ILayoutRestorer | null;
  readonly settings: IObservable<TasksSettings>;
  readonly panels: ITaskPanels;
  readonly trans: TranslationBundle;
  /** False in Notebook 7, whose main area holds one document: the command then shows the sidebar. */
  readonly mainArea: boolean;
};

const SIDEBAR_ID = 'peach-lab-tasks';
const NAMESPACE = 'peach-lab-tasks-information';

/** Adds the sidebar panel, and the command that opens *Tasks information* in the main area. */
export function addTasksPlaces(parts: TasksPlacesParts): void {
  const { app, restorer, trans } = parts;
  const tracker = new WidgetTracker<MainAreaWidget<LazyPanel>>({ namespace: NAMESPACE });
  const wish = createStore<WishedTask | null>(null);
  const open = (): void => {
    if (!parts.mainArea) {
      app.shell.activateById(SIDEBAR_ID);
      return;
    }
    const widget = tracker.currentWidget ?? createMainAreaPanel(parts, wish);
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
    describedBy: {
      args: {
        type: 'object',
        properties: {
          organisation: { type: 'string', description: trans.__('The organisation to show; without it, what was shown last') },
          task: { type: 'string', description: trans.__('UUID of the task to show') }
        }
      }
    },
    execute: ({ organisation, task }) => {
      if (typeof organisation === 'string') {
        wish.set({ organisation, task: typeof task === 'string' ? parseTaskId(task) : null });
      }
      open();
    }
  });
  const sidebar = labelled(createPanel(parts, { openInMainArea: open, wish: parts.mainArea ? null : wish }), trans);
  sidebar.id = SIDEBAR_ID;
  app.shell.add(sidebar, 'left', { rank: 600, type: 'PEACH Lab' });
  restorer?.add(sidebar, SIDEBAR_ID);
  if (restorer !== null) {
    void restorer.restore(tracker, { command: COMMAND_IDS.openTasksInformation, name: () => NAMESPACE });
  }
}

function createMainAreaPanel(parts: TasksPlacesParts, wish: IStore<WishedTask | null>): MainAreaWidget<LazyPanel> {
  const widget = new MainAreaWidget({ content: createPanel(parts, { openInMainArea: null, wish }) });
  // An empty one would stand as a bar above the view.
  widget.toolbar.hide();
  widget.id = NAMESPACE;
  widget.title.closable = true;
  widget.title.icon = tasksIcon;
  widget.title.label = parts.trans.__('Tasks information');
  return widget;
}

type Place = {
  /** Null: it stands there. */
  readonly openInMainArea: (() => void) | null;
  readonly wish: IStore<WishedTask | null> | null;
};

function createPanel({ app, scheduler, documents, settings, panels, trans }: TasksPlacesParts, { openInMainArea, wish }: Place): LazyPanel {
  return new LazyPanel(async node => {
    const [connection, api, { mountTasksInformation }] = await Promise.all([
      scheduler.connection(),
      scheduler.api(),
      import('./mount-tasks-information')
    ]);
    return mountTasksInformation(node, {
      name: openInMainArea === null ? 'main-area' : 'sidebar',
      settings,
      trans,
      panels,
      scheduler,
      connection,
      api,
      organisation: null,
      choosesTask: openInMainArea === null,
      ...(app.commands.hasCommand(COMMAND_IDS.editTask) && {
        editTask: (task: TaskId) => void app.commands.execute(COMMAND_IDS.editTask, { task })
      }),
      openFile: place => void openPlace(place, { app, documents, scheduler, trans }),
      openInMainArea,
      wish,
      openDoctor: app.commands.hasCommand(COMMAND_IDS.openDoctor) ? () => void app.commands.execute(COMMAND_IDS.openDoctor) : null
    });
  }, trans);
}

function labelled(panel: LazyPanel, trans: TranslationBundle): LazyPanel {
  panel.title.icon = tasksIcon;
  panel.title.caption = trans.__('Tasks information');
  return panel;
}
