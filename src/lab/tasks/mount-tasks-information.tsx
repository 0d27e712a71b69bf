import { Notification } from '@jupyterlab/apputils';
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { IApiClient } from '../../client/api-client';
import type { IConnection } from '../../client/connection';
import type { IObservable, IStore } from '../../client/create-store';
import { createTasksInformationModel, type ITasksInformationModel } from '../../client/tasks-information-model';
import type { TaskId } from '../../protocol/identity';
import { LogHabitsContext } from '../../view/logs/log-habits';
import { TaskPanelsContext } from '../../view/task-panels/TaskPanels';
import type { TasksInformationActions } from '../../view/tasks-information/tasks-information-actions';
import type { IPanelMemory } from '../../view/tasks-information/panel-memory';
import { TasksInformation } from '../../view/tasks-information/TasksInformation';
import { ViewTranslationContext } from '../../view/words/translation';
import { browserTimers } from '../scheduler-client/browser-timers';
import type { ISchedulerClient, ITaskPanels } from '../tokens';
import { placeMemory, type PlaceMemory, type PlaceName } from './place-memory';
import { selectionPreference } from './selection-preference';
import type { TasksSettings } from './tasks-settings';

/** The task that somebody wants to see in *Tasks information*; null: whichever of the organisation. */
export type WishedTask = { readonly organisation: string; readonly task: TaskId | null };

/** A place where *Tasks information* stands. */
export type TasksInformationPlace = {
  readonly name: PlaceName;
  readonly scheduler: Pick<ISchedulerClient, 'status' | 'start'>;
  readonly connection: IConnection;
  readonly api: IApiClient;
  readonly settings: IObservable<TasksSettings>;
  readonly trans: TranslationBundle;
  readonly panels: ITaskPanels;
  /** The organisation shown first; null: that of the settings, or the one that was chosen last. */
  readonly organisation: string | null;
  /** Whether a task is chosen without being asked for: where there is room for what it shows. */
  readonly choosesTask: boolean;
  readonly openFile: TasksInformationActions['openFile'];
  readonly openInMainArea: TasksInformationActions['openInMainArea'];
  readonly openDoctor: TasksInformationActions['openDoctor'];
  readonly editTask?: TasksInformationActions['editTask'];
  /** Taken out as soon as it is shown; null: the place shows no wishes. */
  readonly wish: IStore<WishedTask | null> | null;
};

/** Shows *Tasks information* in `node` until what it returns is disposed. The connection stays the caller's. */
export function mountTasksInformation(node: HTMLElement, place: TasksInformationPlace): IDisposable {
  const { scheduler, connection, api } = place;
  const decoder = new TextDecoder();
  const memory = placeMemory(localStorage, place.name);
  const model = createTasksInformationModel({
    connection,
    api,
    timers: browserTimers,
    preference: selectionPreference(memory, place.organisation ?? place.settings.getSnapshot().organisation),
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
    ...(place.editTask !== undefined && { editTask: place.editTask }),
    startScheduler: () => void startScheduler(scheduler, connection),
    logIn
  };
  const endWishes = place.wish === null ? null : followWishes(place.wish, model);
  const endSettings = followOrganisation(place.settings, model);
  const root = createRoot(node);
  const { settings, trans, panels } = place;
  root.render(<ConnectedTasksInformation {...{ model, actions, settings, trans, panels }} memory={panelMemory(memory)} />);
  return new DisposableDelegate(() => {
    endWishes?.();
    endSettings();
    root.unmount();
    model.dispose();
  });
}

function panelMemory({ own }: PlaceMemory): IPanelMemory {
  return { read: () => own.read('panel'), save: text => own.save('panel', text) };
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

/** Shows the organisation of the settings as soon as it is another one. */
function followOrganisation(settings: IObservable<TasksSettings>, { actions, state }: ITasksInformationModel): () => void {
  let before = settings.getSnapshot().organisation;
  return settings.subscribe(() => {
    const { organisation } = settings.getSnapshot();
    const known = state.getSnapshot().organisations;
    // While a name is typed, most of what stands there is none.
    const isThere = known === null || known.some(({ codops }) => codops === organisation);
    if (organisation !== null && organisation !== before && isThere) {
      actions.selectOrganisation(organisation);
    }
    before = organisation;
  });
}

/** In a page of its own: what is open here stays open. */
function logIn(): void {
  window.open(URLExt.join(ServerConnection.makeSettings().baseUrl, 'login'), '_blank', 'noopener');
}

/** The same function at each drawing, as the view asks. */
const clock = (): number => browserTimers.now();

type ConnectedProps = Pick<TasksInformationPlace, 'settings' | 'trans' | 'panels'> & {
  readonly model: ITasksInformationModel;
  readonly actions: TasksInformationActions;
  readonly memory: IPanelMemory;
};

function ConnectedTasksInformation({ model, actions, settings, trans, panels, memory }: ConnectedProps) {
  const { timeZone, logs } = useSyncExternalStore(settings.subscribe, settings.getSnapshot);
  const state = useSyncExternalStore(model.state.subscribe, model.state.getSnapshot);
  return (
    <ViewTranslationContext.Provider value={trans}>
      <LogHabitsContext.Provider value={logs}>
        <TaskPanelsContext.Provider value={panels}>
          <TasksInformation state={state} actions={actions} clock={clock} timeZone={timeZone} memory={memory} />
        </TaskPanelsContext.Provider>
      </LogHabitsContext.Provider>
    </ViewTranslationContext.Provider>
  );
}

async function startScheduler(scheduler: TasksInformationPlace['scheduler'], connection: IConnection): Promise<void> {
  try {
    await scheduler.start();
    connection.retryNow();
  } catch (error) {
    Notification.error(error instanceof Error ? error.message : String(error));
  }
}
