import { readFileSync } from 'node:fs';
import type { Claim } from '../../protocol/run-folder';

/** Processes that have ended and only wait for their parent to notice. */
const ENDED_STATES = ['Z', 'X'];

/** The name of this boot of the machine; empty where the system has none. */
export function bootId(): string {
  return readOrNull('/proc/sys/kernel/random/boot_id')?.trim() ?? '';
}

/** When a living process started, in clock ticks since boot (field 22 of its stat); null where there is no such process. */
export function startTime(pid: number): number | null {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) {
    return null;
  }
  // The command's name, in parentheses, may hold anything. Field 3 follows it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ENDED_STATES.includes(fields[0] ?? '') ? null : Number(fields[19]);
}

/** True while the very process that wrote the claim lives: pids are given again, to others and after a restart. */
export function isAlive(claim: Claim): boolean {
  if (claim.boot_id !== bootId()) {
    return false;
  }
  return claim.start_time === 0 ? answersSignals(claim.pid) : startTime(claim.pid) === claim.start_time;
}

/** All that can be asked where there is no /proc. */
function answersSignals(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}
