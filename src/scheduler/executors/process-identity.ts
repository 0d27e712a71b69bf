import type { Claim } from '../../protocol/run-folder';
import { lookAtStat, readStat } from './process-stat';
import { readProc } from './read-proc';

/** Processes that have ended and only wait for their parent to notice. */
const ENDED_STATES = ['Z', 'X'];

/** The same for as long as this process lives. Read when the scheduler has handles. */
const BOOT = readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? '';

/** The name of this boot of the machine; empty where the system has none. */
export function bootId(): string {
  return BOOT;
}

/** When a living process started, in clock ticks since boot (field 22 of its stat); null where there is no such process. */
export function startTime(pid: number): number | null {
  const stat = readStat(pid);
  return stat === null || ENDED_STATES.includes(stat.state) ? null : stat.startTime;
}

/** A process by its pid and start time, since pids are given again, to others and after a restart. */
export type ProcessName = { readonly pid: number; readonly start_time: number };

/** False only where it is certain that the process has ended: one that can't be looked at just now, such as for want of handles, counts as alive. */
export function mayLive({ pid, start_time }: ProcessName): boolean {
  try {
    const stat = lookAtStat(pid);
    return stat?.startTime === start_time && !ENDED_STATES.includes(stat.state);
  } catch {
    return true;
  }
}

/** True while the very process that wrote the claim may live. */
export function isAlive(claim: Claim): boolean {
  if (claim.boot_id !== bootId()) {
    return false;
  }
  return claim.start_time === 0 ? answersSignals(claim.pid) : mayLive(claim);
}

/** True while the process that writes the end record of a killed supervisor may live. False where there never was one. */
export function warmParentLives({ boot_id, warm_parent }: Claim): boolean {
  return warm_parent != null && boot_id === bootId() && mayLive(warm_parent);
}

/** All that can be asked where there is no /proc. */
function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
