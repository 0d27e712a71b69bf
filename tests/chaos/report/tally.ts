import type { FaultKind, History } from '../history/history';
import type { Violation } from '../check/check-history';
import { hasEnded, RUN_STATUSES, type RunStatus } from '../../../src/protocol/run';

/** Sums over all rounds so far. */
export type Tally = {
  readonly rounds: number;
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  readonly statuses: Readonly<Partial<Record<RunStatus, number>>>;
  readonly asked: number;
  readonly dueTimes: number;
  /** Of those. */
  readonly dueRuns: number;
  readonly stops: number;
  readonly commits: number;
  readonly logBytes: number;
  readonly followed: number;
  readonly violations: readonly Violation[];
};

export const NOTHING: Tally = {
  rounds: 0,
  faults: {},
  statuses: {},
  asked: 0,
  dueTimes: 0,
  dueRuns: 0,
  stops: 0,
  commits: 0,
  logBytes: 0,
  followed: 0,
  violations: []
};

/** Adds a round that was checked. */
export function addRound(tally: Tally, history: History, violations: readonly Violation[]): Tally {
  return {
    rounds: tally.rounds + 1,
    faults: addCounts(
      tally.faults,
      history.faults.map(({ kind }) => kind)
    ),
    statuses: addCounts(
      tally.statuses,
      history.runs.filter(run => hasEnded(run.status)).map(({ status }) => status)
    ),
    asked: tally.asked + history.asked.length,
    dueTimes: tally.dueTimes + history.dueTimes.filter(({ known }) => !known).length,
    dueRuns: tally.dueRuns + history.dueTimes.filter(({ run, known }) => run !== null && !known).length,
    stops: tally.stops + history.stops.filter(stop => stop.acknowledged).length,
    commits: tally.commits + history.commits.length,
    logBytes: tally.logBytes + [...history.logs.values()].reduce((sum, log) => sum + log.length, 0),
    followed: tally.followed + history.followings.length,
    violations: [...tally.violations, ...violations]
  };
}

function addCounts<K extends string>(
  counts: Readonly<Partial<Record<K, number>>>,
  found: readonly K[]
): Readonly<Partial<Record<K, number>>> {
  const sum: Partial<Record<K, number>> = { ...counts };
  for (const key of found) {
    sum[key] = (sum[key] ?? 0) + 1;
  }
  return sum;
}

/** SIGKILLs of the scheduler. */
export function schedulerKills({ faults }: Tally): number {
  return (faults.kill_scheduler ?? 0) + (faults.kill_everything ?? 0);
}

/** Runs by status, those that there were. */
export function statusCounts({ statuses }: Tally): readonly (readonly [RunStatus, number])[] {
  return RUN_STATUSES.flatMap(status => (statuses[status] === undefined ? [] : [[status, statuses[status]] as const]));
}
