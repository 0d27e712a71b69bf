import type { RunId, TaskId } from '../../../protocol/identity';

/** Tasks that may have a run too many. One with many new runs is busy: it is worth a look of its own. */
export type Suspects = {
  /** Something happened to a run of the task. True where the task gets busy by it. */
  note(task: TaskId, run: RunId): boolean;
  /** Those to look at, longest suspected first. */
  list(which: 'all' | 'busy'): readonly TaskId[];
  /** The task is looked at from now on: what happens later counts anew. */
  clear(task: TaskId): void;
  /** The look failed: the task stays suspect and can't get busy before `release`. */
  hold(task: TaskId): void;
  release(): void;
};

type Seen = { readonly newest: RunId | null; readonly runs: number };

/** `tasks`: those suspected from the beginning. `many`: new runs that make a task busy. */
export function createSuspects(tasks: readonly TaskId[], many: number): Suspects {
  const seen = new Map<TaskId, Seen>(tasks.map(task => [task, { newest: null, runs: 0 }]));
  const held = new Set<TaskId>();
  const isBusy = (task: TaskId, runs: number): boolean => runs >= many && !held.has(task);
  return {
    note: (task, run) => {
      const { newest, runs } = seen.get(task) ?? { newest: null, runs: 0 };
      // A run is told of several times; ids are given in order.
      if (newest !== null && run <= newest) {
        return false;
      }
      seen.set(task, { newest: run, runs: runs + 1 });
      return isBusy(task, runs + 1);
    },
    list: which => [...seen].filter(([task, { runs }]) => which === 'all' || isBusy(task, runs)).map(([task]) => task),
    clear: task => {
      seen.delete(task);
    },
    hold: task => {
      seen.set(task, { newest: null, runs: 0 });
      held.add(task);
    },
    release: () => held.clear()
  };
}
