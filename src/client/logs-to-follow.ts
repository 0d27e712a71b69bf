import type { RunId } from '../protocol/identity';
import type { Run } from '../protocol/run';

/** What is loaded without being asked for, of all executions of a task. */
const NEWEST_RUNS = 20;
const NEWEST_BYTES = 32 * 1024 * 1024;

/**
 * The runs of `runs` (newest first) whose logs are needed: only `only` where one is chosen; else the newest, as far as
 * they are not too much together, and those that were `asked` for.
 */
export function logsToFollow(runs: readonly Run[], only: RunId | null, asked: ReadonlySet<RunId>): readonly Run[] {
  if (only !== null) {
    return runs.filter(run => run.id === only);
  }
  let bytes = 0;
  return runs.filter((run, place) => {
    bytes += run.log_bytes;
    return asked.has(run.id) || place === 0 || (place < NEWEST_RUNS && bytes <= NEWEST_BYTES);
  });
}
