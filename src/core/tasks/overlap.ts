import { hasEnded, type RunStatus } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';

/**
 * What keeps a task from a further run: one of it `waits` already, or `runs` and its definition allows none beside it. Null:
 * nothing does. `isQueued` is only asked where its newest run has not ended.
 */
export function overlapOf(task: {
  readonly lastStatus: RunStatus | null;
  readonly overlap: TaskDefinition['overlap'];
  readonly isQueued: () => boolean;
}): 'waits' | 'runs' | null {
  const { lastStatus, overlap, isQueued } = task;
  if (lastStatus === null || hasEnded(lastStatus)) {
    return null;
  }
  if (isQueued()) {
    return 'waits';
  }
  return overlap === 'allow' ? null : 'runs';
}
