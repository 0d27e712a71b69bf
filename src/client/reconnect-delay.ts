const FIRST_DELAY = 250;
const LONGEST_DELAY = 10_000;

/**
 * Milliseconds to wait before attempt number `attempt` (0 is the first after a loss). `jitter`, from 0 up to 1, spreads
 * the pages that lost the same server at the same moment over the second half of the delay.
 */
export function reconnectDelay(attempt: number, jitter: number): number {
  const full = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * jitter);
}
