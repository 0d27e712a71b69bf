import type { RunTrigger } from '../../protocol/run';
import type { WaitingRun } from './next-turn';

/** Whether a run with this trigger starts by itself, and not because somebody asked for it or its lap came to it. */
export function startsByItself(trigger: RunTrigger): boolean {
  return trigger === 'schedule' || trigger === 'retry';
}

/** Who goes first: what a person asked for, then what is due, then further attempts. */
function rank({ trigger }: WaitingRun): number {
  return startsByItself(trigger) ? (trigger === 'schedule' ? 1 : 2) : 0;
}

/** The queue of a loop with `run` in it: what a person asks for goes to its head, the rest behind others of its kind. */
export function enqueue(queue: readonly WaitingRun[], run: WaitingRun): readonly WaitingRun[] {
  const others = queue.filter(waiting => waiting.run !== run.run);
  return startsByItself(run.trigger) ? enqueueAll(others, [run]) : [run, ...others];
}

/** The queue with those in it that waited before, each behind others of its kind. */
export function enqueueAll(queue: readonly WaitingRun[], runs: readonly WaitingRun[]): readonly WaitingRun[] {
  return [...queue, ...runs].sort((a, b) => rank(a) - rank(b));
}
