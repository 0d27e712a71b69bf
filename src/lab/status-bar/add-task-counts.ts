import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IStatusBar } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import type { IObservable } from '../../client/create-store';
import type { TasksSettings } from '../tasks/tasks-settings';
import type { ISchedulerClient } from '../tokens';

type TaskCountsParts = {
  readonly app: Pick<JupyterFrontEnd, 'restored'>;
  readonly scheduler: Pick<ISchedulerClient, 'connection' | 'status'>;
  readonly statusBar: IStatusBar;
  /** Whether a person wants to see them. */
  readonly shown: IObservable<boolean>;
  readonly settings: IObservable<TasksSettings>;
  readonly trans: TranslationBundle;
  readonly open: () => void;
};

/** After Lab's own items, of which the last has rank 3. */
const RANK = 20;

/** Adds the counts of tasks to the status bar. */
export function addTaskCounts({ app, scheduler, statusBar, shown, settings, trans, open }: TaskCountsParts): void {
  const item = new Widget();
  item.addClass('jp-mod-highlighted');
  const activeStateChanged = new Signal<Widget, void>(item);
  shown.subscribe(() => activeStateChanged.emit());
  const isActive = shown.getSnapshot;
  statusBar.registerStatusItem('peach-lab:task-counts', { item, align: 'left', rank: RANK, isActive, activeStateChanged });
  // Once Lab is there: nobody waits for this.
  void app.restored
    .then(() => Promise.all([scheduler.connection(), import('./mount-task-counts')]))
    .then(([connection, { mountTaskCounts }]) =>
      mountTaskCounts(item.node, { connection, schedulerStatus: () => scheduler.status(), settings, trans, open })
    );
}
