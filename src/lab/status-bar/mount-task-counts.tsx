import type { TranslationBundle } from '@jupyterlab/translation';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { IObservable } from '../../client/create-store';
import { followTaskCounts, type TaskCountsOptions, type TaskCountsState } from '../../client/task-counts-model';
import { TaskCounts } from '../../view/status-bar/TaskCounts';
import { ViewTranslationContext } from '../../view/words/translation';
import { browserTimers } from '../scheduler-client/browser-timers';
import type { TasksSettings } from '../tasks/tasks-settings';

type Looks = { readonly settings: IObservable<Pick<TasksSettings, 'timeZone'>>; readonly open: () => void };

/** Shows the counts of tasks in `node`, for as long as Lab lives. */
export function mountTaskCounts(
  node: HTMLElement,
  { settings, open, trans, ...options }: TaskCountsOptions & Looks & { readonly trans: TranslationBundle }
): void {
  createRoot(node).render(
    <ViewTranslationContext.Provider value={trans}>
      <ConnectedTaskCounts state={followTaskCounts(options)} settings={settings} open={open} />
    </ViewTranslationContext.Provider>
  );
}

function ConnectedTaskCounts({ state, settings, open }: Looks & { readonly state: IObservable<TaskCountsState> }) {
  const shown = useSyncExternalStore(state.subscribe, state.getSnapshot);
  const { timeZone } = useSyncExternalStore(settings.subscribe, settings.getSnapshot);
  return <TaskCounts {...shown} frame={{ now: browserTimers.now(), timeZone }} onPress={open} />;
}
