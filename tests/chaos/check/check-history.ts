import type { History } from '../history/history';
import { askedRunsEnd } from './asked-runs-end';
import { comesToRest } from './comes-to-rest';
import { dueTimesOnce } from './due-times-once';
import { followersExact } from './followers-exact';
import { fullDiskTold } from './full-disk-told';
import { limitsHold } from './limits-hold';
import { logsWhole } from './logs-whole';
import { loopsGoOn } from './loops-go-on';
import { lostWhenProven } from './lost-when-proven';
import { noOverlap } from './no-overlap';
import { noStrays } from './no-strays';
import { runsStartOnce } from './runs-start-once';
import { runsTheHead } from './runs-the-head';
import { schedulerStays } from './scheduler-stays';
import { storeClean } from './store-clean';
import { trueStatus } from './true-status';

/** What is promised, in words, and who looks whether it was kept. */
export const PROMISES = [
  { promise: 'no run that was asked for is lost, and each ends', check: askedRunsEnd },
  { promise: 'everything comes to rest when nothing is due any more', check: comesToRest },
  { promise: 'every loop goes on, whatever happens to others', check: loopsGoOn },
  { promise: 'each due time ends as one thing, with at most one run', check: dueTimesOnce },
  { promise: 'no run starts twice', check: runsStartOnce },
  { promise: 'no two runs of a loop overlap', check: noOverlap },
  { promise: 'every run has the status it really ended with', check: trueStatus },
  { promise: 'LOST only when proven', check: lostWhenProven },
  { promise: 'timeouts and stops hold', check: limitsHold },
  { promise: 'no process of an ended run is left', check: noStrays },
  { promise: 'no log byte is lost', check: logsWhole },
  { promise: 'followers get every byte once', check: followersExact },
  { promise: 'the scheduler ends only where its state can’t be used, and says so', check: schedulerStays },
  { promise: 'the store opens clean', check: storeClean },
  { promise: 'a full disk is told', check: fullDiskTold },
  { promise: 'each run sees the head, and only its commit', check: runsTheHead }
] as const satisfies readonly { readonly promise: string; readonly check: (history: History) => readonly string[] }[];

/** A promise that was broken, in words. */
export type Violation = { readonly promise: string; readonly words: string };

/** Holds the history against every promise. */
export function checkHistory(history: History): readonly Violation[] {
  return PROMISES.flatMap(({ promise, check }) => check(history).map(words => ({ promise, words })));
}
