import type { History, Moment, StoredRun } from '../history/history';

/** A run is called LOST only where its supervisor was killed, nobody who could have told lived on, and no scheduler was there to see it. */
export function lostWhenProven(history: History): readonly string[] {
  return history.runs
    .filter(run => run.status === 'LOST')
    .flatMap(run => {
      const missing = missingProof(history, run);
      return missing === null ? [] : [`run ${run.id} of ${run.task} is called LOST, but ${missing}`];
    });
}

function missingProof(history: History, run: StoredRun): string | null {
  const kills = history.faults.filter(
    fault => fault.kind.startsWith('kill_') && fault.victims.some(victim => victim.run === run.id && victim.role === 'supervisor')
  );
  if (kills.length === 0) {
    return 'nobody killed its supervisor';
  }
  const killed = Math.min(...kills.map(fault => fault.from));
  if (kills.every(fault => fault.warmParentLived) && !warmParentKilledAfter(history, killed)) {
    return 'the warm parent of its supervisor lived and could have told';
  }
  return lookedOnlyAfter(history, killed) ? null : 'the scheduler was there and saw it end';
}

/** True where a scheduler lived then or later that had not looked at the runs yet. It is the one that finds nobody: a process that is still starting sees nothing. */
function lookedOnlyAfter(history: History, moment: Moment): boolean {
  const later = (end: Moment | null): boolean => end === null || end >= moment;
  return history.schedulers.some(({ ready, until }) => later(until) && later(ready));
}

/** At its very end, if need be: a fault that began before may have killed it afterwards. */
function warmParentKilledAfter(history: History, moment: Moment): boolean {
  const kinds = ['kill_warm_parent', 'kill_supervisor_and_warm_parent', 'kill_everything'];
  return history.faults.some(fault => kinds.includes(fault.kind) && fault.until >= moment);
}
