import type { Moment, SchedulerLife } from './history';

/** A stretch of time. */
export type Stretch = { readonly from: Moment; readonly until: Moment };

/** Milliseconds between two moments in which a scheduler was there that had looked at all runs. One that is still starting serves nobody. */
export function readyTime(schedulers: readonly SchedulerLife[], between: Stretch): number {
  return schedulers.reduce((sum, { ready, until }) => {
    const from = Math.max(ready ?? Number.POSITIVE_INFINITY, between.from);
    return sum + Math.max(0, Math.min(until ?? Number.POSITIVE_INFINITY, between.until) - from);
  }, 0);
}

/** The other milliseconds: nobody was there, or somebody who was still starting. */
export function unreadyTime(schedulers: readonly SchedulerLife[], between: Stretch): number {
  return Math.max(0, between.until - between.from - readyTime(schedulers, between));
}
