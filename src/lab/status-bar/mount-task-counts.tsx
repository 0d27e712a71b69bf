import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import type { IObservable } from '../../client/create-store';
import { followTaskCounts, type TaskCountsOptions, type TaskCountsState } from '../../client/task-counts-model';
import { TaskCounts } from '../../view/status-bar/TaskCounts';
import { browserTimers } from '../scheduler-client/browser-timers';

/** Shows the counts of tasks in `node`, for as long as Lab lives. */
export function mountTaskCounts(node: HTMLElement, { open, ...options }: TaskCountsOptions & { readonly open: () => void }): void {
  createRoot(node).render(<ConnectedTaskCounts state={followTaskCounts(options)} open={open} />);
}

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function ConnectedTaskCounts({ state, open }: { readonly state: IObservable<TaskCountsState>; readonly open: () => void }) {
  const shown = useSyncExternalStore(state.subscribe, state.getSnapshot);
  return <TaskCounts {...shown} frame={{ now: browserTimers.now(), timeZone }} onPress={open} />;
}
