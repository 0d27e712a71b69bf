import { hasEnded } from '../../../src/protocol/run';
import type { History } from '../history/history';

/** No acknowledged run is lost: the scheduler knows each of them, once, and at the rest each has ended. So has every other run. */
export function askedRunsEnd(history: History): readonly string[] {
  const known = Map.groupBy(history.runs, run => run.id);
  const asked = history.asked.flatMap(({ run, task }) => {
    const times = known.get(run)?.length ?? 0;
    return times === 1 ? [] : [`run ${run} of ${task} was asked for and acknowledged; the scheduler knows it ${times} times`];
  });
  const open = history.runs
    .filter(run => !hasEnded(run.status))
    .map(run => `run ${run.id} of ${run.task} is still ${run.status} at the rest, when nothing runs any more`);
  return [...asked, ...open];
}
