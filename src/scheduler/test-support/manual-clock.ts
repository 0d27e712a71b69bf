import type { IClock } from '../ports';

/** A clock that stands still until a test moves it. */
export type ManualClock = IClock & {
  /** Moves time on and wakes whoever slept until then, then lets what they do settle. */
  advance(milliseconds: number): Promise<void>;
  /** How many sleep just now. */
  readonly sleepers: number;
};

type Sleeper = { readonly until: number; readonly wake: () => void };

export function createManualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise(resolve => {
        const sleeper: Sleeper = {
          until: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper);
            resolve();
          }
        };
        if (signal.aborted) {
          resolve();
          return;
        }
        sleepers.add(sleeper);
        signal.addEventListener('abort', sleeper.wake, { once: true });
      }),
    get sleepers() {
      return sleepers.size;
    },
    advance: async milliseconds => {
      now += milliseconds;
      [...sleepers].filter(sleeper => sleeper.until <= now).forEach(sleeper => sleeper.wake());
      await settled();
    }
  };
}

/** Resolves when everything that is ready to go on has gone on. */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
