import { Notification } from '@jupyterlab/apputils';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { IApiClient } from '../../client/api-client';
import type { IConnection } from '../../client/connection';
import type { IStore } from '../../client/create-store';
import { createTasksInformationModel, type ITasksInformationModel } from '../../client/tasks-information-model';
import type { TaskId } from '../../protocol/identity';
import type { TasksInformationActions } from '../../view/tasks-information/tasks-information-actions';
import { TasksInformation } from '../../view/tasks-information/TasksInformation';
import { browserTimers } from '../scheduler-client/browser-timers';
import type { ISchedulerClient } from '../tokens';
import { selectionPreference } from './selection-preference';

/** The task that somebody wants to see in *Tasks information*; null: whichever of the organisation. */
export type WishedTask = { readonly organisation: string; readonly task: TaskId | null };

/** A place where *Tasks information* stands. */
export type TasksInformationPlace = {
  readonly scheduler: Pick<ISchedulerClient, 'status' | 'start'>;
  readonly connection: IConnection;
  readonly api: IApiClient;
  /** The organisation shown first; null: the one that was chosen last. */
  readonly organisation: string | null;
  /** Whether a task is chosen without being asked for: where there is room for what it shows. */
  readonly choosesTask: boolean;
  readonly openFile: TasksInformationActions['openFile'];
  readonly openInMainArea: TasksInformationActions['openInMainArea'];
  readonly openDoctor: TasksInformationActions['openDoctor'];
  /** Taken out as soon as it is shown; null: the place shows no wishes. */
  readonly wish: IStore<WishedTask | null> | null;
};

/** Shows *Tasks information* in `node` until what it returns is disposed. The connection stays the caller's. */
export function mountTasksInformation(node: HTMLElement, place: TasksInformationPlace): IDisposable {
  const { scheduler, connection, api } = place;
  const decoder = new TextDecoder();
  const model = createTasksInformationModel({
    connection,
    api,
    timers: browserTimers,
    preference: selectionPreference(localStorage, place.organisation),
    choosesTask: place.choosesTask,
    schedulerStatus: () => scheduler.status(),
    decode: bytes => decoder.decode(bytes)
  });
  const actions: TasksInformationActions = {
    ...model.actions,
    openFile: place.openFile,
    openGuide: null,
    openInMainArea: place.openInMainArea,
    openDoctor: place.openDoctor,
    startScheduler: () => void startScheduler(scheduler, connection)
  };
  const endWishes = place.wish === null ? null : followWishes(place.wish, model);
  const root = createRoot(node);
  root.render(<ConnectedTasksInformation model={model} actions={actions} />);
  return new DisposableDelegate(() => {
    endWishes?.();
    root.unmount();
    model.dispose();
  });
}

function followWishes(wish: IStore<WishedTask | null>, { actions }: ITasksInformationModel): () => void {
  const show = (): void => {
    const wished = wish.getSnapshot();
    if (wished !== null) {
      wish.set(null);
      actions.selectOrganisation(wished.organisation);
      if (wished.task !== null) {
        actions.selectTask(wished.task);
      }
    }
  };
  show();
  return wish.subscribe(show);
}

/** The same function at each drawing, as the view asks. */
const clock = (): number => browserTimers.now();
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

type ConnectedProps = { readonly model: ITasksInformationModel; readonly actions: TasksInformationActions };

function ConnectedTasksInformation({ model, actions }: ConnectedProps) {
  const state = useSyncExternalStore(model.state.subscribe, model.state.getSnapshot);
  return <TasksInformation state={state} actions={actions} clock={clock} timeZone={timeZone} />;
}

async function startScheduler(scheduler: TasksInformationPlace['scheduler'], connection: IConnection): Promise<void> {
  try {
    await scheduler.start();
    connection.retryNow();
  } catch (error) {
    Notification.error(error instanceof Error ? error.message : String(error));
  }
}
