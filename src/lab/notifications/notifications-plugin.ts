import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { COMMAND_IDS } from '../command-ids';
import { ISchedulerClient } from '../tokens';
import { TRANSLATION_DOMAIN } from '../translation';
import { followNotifications } from './follow-notifications';

/** Milliseconds that good news stays; bad news stays until somebody closes it. */
const GOOD_NEWS = 10_000;

export const notificationsPlugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab:notifications',
  description: 'Tells of tasks that fail again and again, and that they work again.',
  autoStart: true,
  requires: [ISchedulerClient],
  optional: [ITranslator],
  activate: (app: JupyterFrontEnd, scheduler: ISchedulerClient, translator: ITranslator | null) => {
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const actions = [{ label: trans.__('Show tasks'), callback: () => void app.commands.execute(COMMAND_IDS.openTasksInformation) }];
    // Once Lab is there: nobody waits for this.
    void app.restored
      .then(() => scheduler.connection())
      .then(connection =>
        followNotifications(connection, ({ kind, task, failures, run }) =>
          kind === 'failing'
            ? Notification.error(trans.__('%1 failed %2 times in a row: %3', task, failures, run.reason ?? run.status), {
                actions,
                autoClose: false
              })
            : Notification.success(trans.__('%1 works again, after it had failed %2 times', task, failures), {
                actions,
                autoClose: GOOD_NEWS
              })
        )
      );
  }
};
