import type { Claim } from '../../protocol/run-folder';
import { readStat } from './process-stat';
import { readProc } from './read-proc';

/** Processes that have ended and only wait for their parent to notice. */
const ENDED_STATES = ['Z', 'X'];

/** The name of this boot of the machine; empty where the system has none. */
export function bootId(): string {
  return readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

/** When a living process started, in clock ticks since boot (field 22 of its stat); null where there is no such process. */
export function startTime(pid: number): number | null {
  const stat = readStat(pid);
  return stat === null || ENDED_STATES.includes(stat.state) ? null : stat.startTime;
}

/** True while the very process that wrote the claim lives: pids are given again, to others and after a restart. */
export function isAlive(claim: Claim): boolean {
  if (claim.boot_id !== bootId()) {
    return false;
  }
  return claim.start_time === 0 ? answersSignals(claim.pid) : startTime(claim.pid) === claim.start_time;
}

/** True while the process that writes the end record of a killed supervisor lives. False where there never was one. */
export function warmParentLives({ boot_id, warm_parent }: Claim): boolean {
  return warm_parent != null && boot_id === bootId() && startTime(warm_parent.pid) === warm_parent.start_time;
}

/** All that can be asked where there is no /proc. */
function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
