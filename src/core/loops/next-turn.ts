import type { RunId, TaskId } from '../../protocol/identity';
import type { RunTrigger } from '../../protocol/run';

/** A task of a loop, as the choice of the next turn sees it. */
export type LoopMember = {
  readonly id: TaskId;
  /** The last lap it has had its turn in. */
  readonly lap: number;
  /** False: it has no turn in a lap, because it is disabled, held, invalid or paused, has a schedule, or is to be tried again later. */
  readonly runnable: boolean;
};

/** A run that waits for its loop. */
export type WaitingRun = { readonly run: RunId; readonly task: TaskId; readonly trigger: RunTrigger };

/** What a loop does next. */
export type Turn =
  | { readonly kind: 'waiting_run'; readonly waiting: WaitingRun; readonly task: TaskId }
  | { readonly kind: 'task'; readonly task: TaskId }
  | { readonly kind: 'lap_over' };

/** `ran`: user code ran to its end. `refused`: a run failed before any. `passed`: nothing was run, and the loop goes on. */
export type TurnResult = 'ran' | 'refused' | 'passed';

/**
 * The next turn of a loop that stands in `lap`: who waits goes first, then the tasks that this lap has not had, in their
 * order, then what is tried again. A task that joined during the lap stands in `members` and gets its turn.
 */
export function nextTurn(input: {
  readonly lap: number;
  readonly members: readonly LoopMember[];
  readonly waiting: readonly WaitingRun[];
}): Turn {
  const first = input.waiting[0];
  const next = input.members.find(member => member.runnable && member.lap < input.lap);
  if (first !== undefined && (first.trigger !== 'retry' || next === undefined)) {
    return { kind: 'waiting_run', waiting: first, task: first.task };
  }
  return next === undefined ? { kind: 'lap_over' } : { kind: 'task', task: next.id };
}
