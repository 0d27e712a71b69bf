import type { History, Moment, SchedulerEnd } from '../history/history';
import { SAYS_FULL_DISK } from './full-disk-told';

const SAYS_READ_ONLY = /read-?only|not permitted|EPERM|EROFS/i;
/** Milliseconds in which the last words of a scheduler may be found after a repair. */
const AFTERWARDS = 2_000;

/** A scheduler ends by itself only where its state directory can't be written, and its last words say so. */
export function schedulerStays(history: History): readonly string[] {
  return history.schedulerEnds
    .filter(end => {
      const from = lookedSince(history, end);
      const now = history.faults.filter(fault => fault.from <= end.at && from <= fault.until).map(fault => fault.kind);
      return (
        !(now.includes('fill_disk') && SAYS_FULL_DISK.test(end.words)) && !(now.includes('read_only') && SAYS_READ_ONLY.test(end.words))
      );
    })
    .map(({ words }) => `a scheduler ended by itself: ${words}`);
}

/** Since when its last words may be about what it met. One that was still starting may have met it at any moment of its life. */
function lookedSince(history: History, { at }: SchedulerEnd): Moment {
  const life = history.schedulers.find(({ until }) => until === at);
  return Math.min(at - AFTERWARDS, life?.ready === null ? life.from : at);
}
