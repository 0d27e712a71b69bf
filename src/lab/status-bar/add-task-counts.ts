import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IStatusBar } from '@jupyterlab/statusbar';
import { Widget } from '@lumino/widgets';
import type { ISchedulerClient } from '../tokens';

type TaskCountsParts = {
  readonly app: Pick<JupyterFrontEnd, 'restored'>;
  readonly scheduler: Pick<ISchedulerClient, 'connection' | 'status'>;
  readonly statusBar: IStatusBar;
  readonly open: () => void;
};

/** After Lab's own items, of which the last has rank 3. */
const RANK = 20;

/** Adds the counts of tasks to the status bar. */
export function addTaskCounts({ app, scheduler, statusBar, open }: TaskCountsParts): void {
  const item = new Widget();
  item.addClass('jp-mod-highlighted');
  statusBar.registerStatusItem('peach-lab:task-counts', { item, align: 'left', rank: RANK });
  // Once Lab is there: nobody waits for this.
  void app.restored
    .then(() => Promise.all([scheduler.connection(), import('./mount-task-counts')]))
    .then(([connection, { mountTaskCounts }]) =>
      mountTaskCounts(item.node, { connection, schedulerStatus: () => scheduler.status(), open })
    );
}
