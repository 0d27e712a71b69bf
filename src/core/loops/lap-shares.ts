import type { TaskId } from '../../protocol/identity';
import type { Loop } from '../../protocol/organisation';

/** A task as the lap bar sees it; `duration` in seconds, null before its first end. */
export type ShareInput = { readonly task: TaskId; readonly name: string; readonly duration: number | null; readonly done: boolean };

/** Each task's part of a lap, by what it took last; a task that never ended has part 0. */
export function lapShares(tasks: readonly ShareInput[]): Loop['shares'] {
  const total = tasks.reduce((sum, task) => sum + (task.duration ?? 0), 0);
  return tasks.map(({ task, name, duration, done }) => ({
    task,
    name,
    duration: duration ?? 0,
    share: total === 0 ? 0 : (duration ?? 0) / total,
    done
  }));
}
