import { NOTHING_KNOWN } from './client-state';
import type { IConnection } from './connection';
import type { ConnectionState } from './connection-state';
import { createStore, type IObservable } from './create-store';
import { reduce } from './reduce';
import { countTasks, type TaskCounts } from './task-counts';
import type { SchedulerStatus } from './tasks-information-state';
import { createTopicFollower } from './topic-follower';

/** What the status bar shows. `counts` null: none are known yet. `scheduler` is asked for only while the connection is not live. */
export type TaskCountsState = {
  readonly counts: TaskCounts | null;
  readonly connection: ConnectionState;
  readonly scheduler: SchedulerStatus | null;
};

export type TaskCountsOptions = {
  readonly connection: Pick<IConnection, 'state' | 'subscribe'>;
  readonly schedulerStatus: () => Promise<SchedulerStatus>;
};

/** Follows the counts of all tasks. Once the connection is lost, the last ones stay. */
export function followTaskCounts({ connection, schedulerStatus }: TaskCountsOptions): IObservable<TaskCountsState> {
  const state = createStore<TaskCountsState>({ counts: null, connection: connection.state.getSnapshot(), scheduler: null });
  const change = (changes: Partial<TaskCountsState>): void => state.set({ ...state.getSnapshot(), ...changes });
  let known = NOTHING_KNOWN;
  createTopicFollower(connection, event => {
    known = reduce(known, event);
    change({ counts: known.organisations === null ? null : countTasks(known.organisations.organisations) });
  }).follow([{ kind: 'organisations' }]);
  connection.state.subscribe(() => {
    const now = connection.state.getSnapshot();
    change({ connection: now, scheduler: now.kind === 'live' ? null : state.getSnapshot().scheduler });
    if (now.kind !== 'live') {
      void schedulerStatus()
        .catch(() => null)
        .then(scheduler => connection.state.getSnapshot() === now && change({ scheduler }));
    }
  });
  return state;
}
