import type { KeyboardEvent, RefObject } from 'react';
import type { Task } from '../../protocol/task';
import { isTextField } from '../logs/log-key-act';
import type { TaskActs } from '../task/task-acts';
import { taskPermissions } from '../task/task-permissions';
import { panelKeyAct, type PanelKeyAct } from './panel-key-act';

export type PanelKeysOptions = {
  readonly task: Task | null;
  readonly live: boolean;
  readonly searchFieldRef: RefObject<HTMLInputElement>;
  readonly acts: TaskActs;
  readonly onClearSearch: () => void;
  /** Leaves what was narrowed down last. */
  readonly onLeave: () => void;
};

/** What the panel does on a key that nothing inside it took. */
export function usePanelKeys(options: PanelKeysOptions): (event: KeyboardEvent) => void {
  const { task, live, searchFieldRef } = options;
  const refusals = task === null ? null : taskPermissions(task, live);
  const acts: Readonly<Record<PanelKeyAct, (event: KeyboardEvent) => void>> = {
    search: () => searchFieldRef.current?.focus(),
    run_now: () => task !== null && refusals?.runNow === null && options.acts.runNow(task),
    pause: () => task !== null && refusals?.pause === null && options.acts.pause(task),
    stop: () => task !== null && refusals?.stop === null && options.acts.stop(task),
    leave: event => (isTextField(event.target) ? options.onClearSearch() : options.onLeave())
  };
  return event => {
    const act = panelKeyAct(event);
    if (act !== null) {
      event.preventDefault();
      acts[act](event);
    }
  };
}
