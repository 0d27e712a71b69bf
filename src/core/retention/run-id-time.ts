import type { RunId } from '../../protocol/identity';

/** When the id of a run was given, milliseconds since the epoch: the first 48 bits of a UUID of version 7. */
export function runIdTime(run: RunId): number {
  return Number.parseInt(run.slice(0, 8) + run.slice(9, 13), 16);
}
