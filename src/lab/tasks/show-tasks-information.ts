import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { IObservable } from '../../client/create-store';
import type { ITaskPanels, TasksInformationWish } from '../tokens';
import type { TasksSettings } from './tasks-settings';

type ShownParts = { readonly settings: IObservable<TasksSettings>; readonly trans: TranslationBundle; readonly panels: ITaskPanels };

/** Shows *Tasks information* in `node` over a connection of its own, which ends with it. */
export async function showTasksInformation(
  node: HTMLElement,
  { organisation }: TasksInformationWish,
  parts: ShownParts
): Promise<IDisposable> {
  const settings = ServerConnection.makeSettings();
  const [{ connectApi, connectEvents }, { createSchedulerClient }, { mountTasksInformation }] = await Promise.all([
    import('../scheduler-client/connect'),
    import('../scheduler-client/create-scheduler-client'),
    import('./mount-tasks-information')
  ]);
  const connection = connectEvents(settings);
  const view = mountTasksInformation(node, {
    ...parts,
    name: 'notebook',
    scheduler: createSchedulerClient(settings),
    connection,
    api: connectApi(settings),
    organisation,
    choosesTask: true,
    openFile: null,
    openInMainArea: null,
    openDoctor: null,
    wish: null
  });
  return new DisposableDelegate(() => {
    view.dispose();
    connection.close();
  });
}
