import { LATE_AFTER } from '../../protocol/due-time';
import type { MissedChoice } from '../../protocol/task-definition';

/** A due time and whether it is run. `old`: it passed more than a minute ago. Milliseconds since the epoch. */
export type SettledDue = { readonly dueAt: number; readonly run: boolean; readonly old: boolean };

/**
 * What becomes of due times that have passed, the oldest first. Those of the last minute are run. Of older ones, which
 * passed while nothing could be started, `missed` says which: `last` runs once what all of them were for.
 */
export function settleDues(dues: readonly number[], now: number, missed: MissedChoice): readonly SettledDue[] {
  const newest = dues.at(-1);
  return dues.map(dueAt => {
    const old = now - dueAt > LATE_AFTER * 1000;
    return { dueAt, old, run: !old || missed === 'all' || (missed === 'last' && dueAt === newest) };
  });
}
