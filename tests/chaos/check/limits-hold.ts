import type { FaultKind, History, Journal } from '../history/history';
import { journalsByRun, lastLifeOf, startOf } from '../history/journal-facts';
import { faultTime } from '../history/overlap';
import { unreadyTime } from '../history/readiness';

/** Milliseconds between SIGTERM and SIGKILL, as the harness configures its loops. */
export const GRACE = 1_000;
/** Milliseconds that a busy machine may take to end a process. */
const PATIENCE = 15_000;
const FREEZES: readonly FaultKind[] = ['freeze_supervisor', 'freeze_run'];
const SILENCES: readonly FaultKind[] = [...FREEZES, 'freeze_scheduler'];

/** Timeouts hold, also while no scheduler lives; a stop that was acknowledged ends its run, once there is a scheduler that passes it on. */
export function limitsHold(history: History): readonly string[] {
  const journals = journalsByRun(history);
  const late = history.journals.flatMap(journal => pastTimeout(history, journal));
  const stopped = history.stops
    .filter(stop => stop.acknowledged)
    .flatMap(stop => {
      const journal = journals.get(stop.run);
      const until = journal === undefined ? stop.at : lastLifeOf(journal);
      const between = { from: stop.at, until: Math.max(stop.at, until) };
      const silent = faultTime(history, between, SILENCES) + unreadyTime(history.schedulers, between);
      const over = until - stop.at - GRACE - PATIENCE - silent;
      return over > 0 ? [`run ${stop.run} lived on for ${Math.round(until - stop.at)} ms after its stop was acknowledged`] : [];
    });
  return [...late, ...stopped];
}

function pastTimeout(history: History, journal: Journal): readonly string[] {
  const timeout = history.tasks.find(task => task.key === journal.task)?.timeout;
  const from = startOf(journal)?.at;
  if (timeout === undefined || from === undefined) {
    return [];
  }
  const until = lastLifeOf(journal);
  const over = until - from - timeout - GRACE - PATIENCE - faultTime(history, { from, until }, FREEZES);
  return over > 0 ? [`run ${journal.run} of ${journal.task} lived ${Math.round(until - from)} ms, and its timeout is ${timeout} ms`] : [];
}
