import type { ITriggerStore, TaskRecord } from '../store-port';

/** What is to start nothing by itself. What a person asks for runs all the same. */
export interface IPauses {
  readonly all: boolean;
  /** Whether no lap of the loop goes on. */
  loop(name: string): boolean;
  /** Whether nothing of the task starts by itself. */
  task(task: Pick<TaskRecord, 'loop'> & { readonly paused: boolean }): boolean;
  setLoop(name: string, paused: boolean): void;
  setAll(paused: boolean): void;
}

/** As the store says, which is read once. */
export function createPauses(store: ITriggerStore): IPauses {
  const loops = new Set(store.pausedLoops());
  let all = store.allPaused();
  const loop = (name: string): boolean => all || loops.has(name);
  return {
    get all() {
      return all;
    },
    loop,
    task: task => task.paused || loop(task.loop),
    setLoop: (name, paused) => {
      store.setLoopPaused(name, paused);
      if (paused) {
        loops.add(name);
      } else {
        loops.delete(name);
      }
    },
    setAll: paused => {
      store.setAllPaused(paused);
      all = paused;
    }
  };
}
