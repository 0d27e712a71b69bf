import type { RunId } from '../../protocol/identity';
import { FAILURES, type RunStatus } from '../../protocol/run';

/** The newest runs of a task: of each status that it had, and those that the task itself points at. */
export type NewestRuns = {
  readonly byStatus: ReadonlyMap<RunStatus, RunId>;
  readonly last: RunId | null;
  readonly lastEnded: RunId | null;
};

/** Runs of a task that stay with their logs however old they are: the last success, the last failure, the last of all. */
export function protectedRuns({ byStatus, last, lastEnded }: NewestRuns): ReadonlySet<RunId> {
  const failures = FAILURES.flatMap(status => byStatus.get(status) ?? []).sort();
  const kept = [byStatus.get('SUCCESS'), failures.at(-1), last, lastEnded];
  return new Set(kept.filter(run => run !== undefined && run !== null));
}
