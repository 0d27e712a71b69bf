import { ServerConnection } from '@jupyterlab/services';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';

type Wish = { readonly organisation: string | null };

/** Shows *Tasks information* in `node` over a connection of its own, which ends with it. */
export async function showTasksInformation(node: HTMLElement, { organisation }: Wish): Promise<IDisposable> {
  const settings = ServerConnection.makeSettings();
  const [{ connectApi, connectEvents }, { createSchedulerClient }, { mountTasksInformation }] = await Promise.all([
    import('../scheduler-client/connect'),
    import('../scheduler-client/create-scheduler-client'),
    import('./mount-tasks-information')
  ]);
  const connection = connectEvents(settings);
  const view = mountTasksInformation(node, {
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
