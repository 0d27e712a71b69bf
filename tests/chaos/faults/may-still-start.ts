import type { SchedulerLife } from '../history/history';
import { readyTime, type Stretch } from '../history/readiness';

/** Milliseconds with a scheduler that is ready after which a loop that started nothing stands still. One that is not there, or still starting, can start nothing. */
const PATIENCE = 90_000;
/** Milliseconds after which it stands still, whether or not a scheduler was ever ready. */
const LIMIT = 180_000;

/** Whether loops that have started nothing in that time may only be slow. */
export function mayStillStart(schedulers: readonly SchedulerLife[], between: Stretch): boolean {
  return between.until - between.from < LIMIT && readyTime(schedulers, between) < PATIENCE;
}
