import type { Claim } from '../../protocol/run-folder';
import { bootId } from './process-identity';

/** When the run was claimed, milliseconds since the epoch. */
export function claimedAt({ claimed_at }: Claim): number {
  return Math.round(claimed_at * 1000);
}

/**
 * Seconds since then, by a clock that nobody sets and that stands still while the machine is suspended, as a time limit
 * does. Null where that clock is not that of the claim.
 */
export function secondsSince({ boot_id, monotonic }: Claim): number | null {
  const comparable = monotonic !== undefined && process.platform === 'linux' && boot_id === bootId();
  return comparable ? Number(process.hrtime.bigint()) / 1e9 - monotonic : null;
}

/** Now, milliseconds since the epoch as the supervisor would tell it: a clock that was set since shortens or lengthens no run. Null as above. */
export function presentOf(claim: Claim): number | null {
  const seconds = secondsSince(claim);
  return seconds === null ? null : Math.round((claim.claimed_at + seconds) * 1000);
}
