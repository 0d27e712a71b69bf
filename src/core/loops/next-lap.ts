/** Milliseconds that a lap in which nothing could be started lasts at least, so that `interval: 0s` never spins. */
export const IDLE_LAP_MS = 1000;

/**
 * When the lap after this one may begin, in milliseconds since the epoch.
 * `interval` in seconds counts from the start of the lap (see `Loops` in the user's reference).
 */
export function nextLapAt(lap: {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly interval: number;
  readonly startedAny: boolean;
}): number {
  const byInterval = lap.startedAt + lap.interval * 1000;
  return lap.startedAny ? Math.max(byInterval, lap.endedAt) : Math.max(byInterval, lap.endedAt + IDLE_LAP_MS);
}
