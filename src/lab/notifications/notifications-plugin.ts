import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import type { Notification as Told } from '../../protocol/notification';
import { COMMAND_IDS } from '../command-ids';
import { flag, followSettings } from '../settings/follow-settings';
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
  optional: [ISettingRegistry, ITranslator],
  activate: (app: JupyterFrontEnd, scheduler: ISchedulerClient, registry: ISettingRegistry | null, translator: ITranslator | null) => {
    const wanted = followSettings(registry, 'peach-lab:notifications', values => ({
      failing: flag(values, 'failures', true),
      recovered: flag(values, 'recoveries', true)
    }));
    const trans = (translator ?? nullTranslator).load(TRANSLATION_DOMAIN);
    const show = (): void => void app.commands.execute(COMMAND_IDS.openTasksInformation);
    // Once Lab is there: nobody waits for this.
    void app.restored
      .then(() => scheduler.connection())
      .then(connection =>
        followNotifications(connection, told => {
          if (wanted.getSnapshot()[told.kind]) {
            tell(told, show, trans);
          }
        })
      );
  }
};

function tell({ kind, task, failures, run }: Told, show: () => void, trans: TranslationBundle): void {
  const actions = [{ label: trans.__('Show tasks'), callback: show }];
  if (kind === 'failing') {
    const text = trans.__('%1 failed %2 times in a row: %3', task, failures, run.reason ?? run.status);
    Notification.error(text, { actions, autoClose: false });
  } else {
    const text = trans.__('%1 works again, after it had failed %2 times', task, failures);
    Notification.success(text, { actions, autoClose: GOOD_NEWS });
  }
}
