import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { MessageLoop, type Message } from '@lumino/messaging';
import type { LabIcon } from '@jupyterlab/ui-components';
import type { Widget } from '@lumino/widgets';
import type { IConnection } from '../../client/connection';
import type { IObservable } from '../../client/create-store';
import { createNotebookTasksFollower, type INotebookTasksFollower } from '../../client/notebook-tasks-follower';
import type { Drift } from '../../core/drift/judge-drift';
import { COMMAND_IDS } from '../command-ids';
import { driftDiffersIcon, driftNewIcon, driftSameIcon } from '../icons';
import { browserTimers } from '../scheduler-client/browser-timers';
import type { ISchedulerClient } from '../tokens';
import type { CellInNotebook } from '../register-task/notebook/find-cell';
import { openTask } from './add-open-task-command';
import type { Badge } from './badge';
import { NotebookBadges } from './notebook-badges';

const ICONS: Readonly<Record<Drift, LabIcon>> = { same: driftSameIcon, differs: driftDiffersIcon, not_on_master: driftNewIcon };

/** A definition file may be one: which folder is the repository’s root is not known here. */
const YAML_FILE = /\.ya?ml$/;

export type FollowNotebooksParts = {
  readonly app: JupyterFrontEnd;
  readonly notebooks: INotebookTracker;
  readonly scheduler: ISchedulerClient;
  readonly trans: TranslationBundle;
  /** Absolute path of Jupyter’s root folder. */
  readonly root: string;
  /** Whether a person wants to see badges. */
  readonly shown: IObservable<boolean>;
};

/** Gives badges to the notebooks that are open, and to those that will be. Resolves to what tells the badges of a cell. */
export async function followNotebooks(parts: FollowNotebooksParts): Promise<(cell: CellInNotebook) => readonly Badge[]> {
  const { app, notebooks, scheduler, shown } = parts;
  const [connection, api] = await Promise.all([scheduler.connection(), scheduler.api()]);
  const follower = createNotebookTasksFollower({ connection, api });
  const open = new Map<NotebookPanel, NotebookBadges>();
  const refreshAll = (): void => open.forEach((badges, panel) => refresh(panel, badges, shown));
  const askAll = (): void => open.forEach(badges => badges.ask());
  const add = (panel: NotebookPanel): void => {
    if (app.serviceManager.contents.driveName(panel.context.path) === '') {
      void panel.context.ready.then(() => !panel.isDisposed && open.set(panel, followPanel(panel, follower, parts)));
      panel.disposed.connect(() => open.delete(panel));
    }
  };
  notebooks.forEach(add);
  notebooks.widgetAdded.connect((_, panel) => add(panel));
  shown.subscribe(refreshAll);
  markConnection(connection);
  document.addEventListener('visibilitychange', refreshAll);
  window.addEventListener('focus', askAll);
  app.serviceManager.contents.fileChanged.connect((_, { newValue, oldValue }) => {
    if ([newValue?.path, oldValue?.path].some(path => path !== undefined && YAML_FILE.test(path))) {
      askAll();
    }
  });
  app.commands.commandExecuted.connect((_, { id, result }) => {
    if (id === COMMAND_IDS.registerTask || id === COMMAND_IDS.editTask) {
      void result.then(askAll, () => undefined);
    }
  });
  return ({ panel, cell }) => open.get(panel)?.badgesOf(cell) ?? [];
}

/** Badges turn grey while they may not be what is so. */
function markConnection({ state }: Pick<IConnection, 'state'>): void {
  const mark = (): void => void document.body.classList.toggle('jp-peach-mod-noConnection', 'since' in state.getSnapshot());
  mark();
  state.subscribe(mark);
}

function followPanel(panel: NotebookPanel, follower: INotebookTasksFollower, parts: FollowNotebooksParts): NotebookBadges {
  const { app, trans, root, shown } = parts;
  const badges = new NotebookBadges({
    panel,
    follower,
    timers: browserTimers,
    trans,
    path: () => `${root}/${panel.context.localPath}`,
    icon: drift => ICONS[drift].element({ tag: 'span', width: '12px', height: '12px' }),
    open: badge => void openTask(app, badge)
  });
  MessageLoop.installMessageHook(panel, (_, { type }: Message) => {
    if (SEEN.has(type)) {
      // It is seen, or not any more, once the message has been handled.
      queueMicrotask(() => refresh(panel, badges, shown));
    }
    return true;
  });
  panel.context.pathChanged.connect(() => {
    badges.pause();
    refresh(panel, badges, shown);
  });
  panel.disposed.connect(() => badges.dispose());
  refresh(panel, badges, shown);
  return badges;
}

const SEEN: ReadonlySet<string> = new Set(['after-show', 'after-hide', 'before-hide', 'after-attach', 'before-detach']);

/** Nothing is done for a notebook that nobody sees. */
function refresh(panel: Widget, badges: NotebookBadges, shown: IObservable<boolean>): void {
  if (!shown.getSnapshot()) {
    badges.hide();
  } else if (panel.isVisible && document.visibilityState === 'visible') {
    badges.resume();
  } else {
    badges.pause();
  }
}
