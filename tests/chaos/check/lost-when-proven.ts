import type { History, StoredRun } from '../history/history';

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
  const kill = kills[0];
  if (kill === undefined) {
    return 'nobody killed its supervisor';
  }
  if (kills.every(fault => fault.warmParentLived) && !warmParentKilledAfter(history, kill.from)) {
    return 'the warm parent of its supervisor lived and could have told';
  }
  const unseen = history.faults.some(fault => ['kill_scheduler', 'kill_everything'].includes(fault.kind) && fault.until >= kill.from);
  return unseen ? null : 'the scheduler was there and saw it end';
}

function warmParentKilledAfter(history: History, moment: number): boolean {
  const kinds = ['kill_warm_parent', 'kill_supervisor_and_warm_parent', 'kill_everything'];
  return history.faults.some(fault => kinds.includes(fault.kind) && fault.from >= moment);
}
