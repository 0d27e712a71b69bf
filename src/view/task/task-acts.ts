import type { Task } from '../../protocol/task';

/** What a person can do with a task. */
export type TaskActs = {
  readonly runNow: (task: Task) => void;
  /** Pauses it, or lets it go on where it is paused. */
  readonly pause: (task: Task) => void;
  /** Asks before it ends the execution. */
  readonly stop: (task: Task) => void;
};
