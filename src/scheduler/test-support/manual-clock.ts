import type { IClock } from '../ports';

/** A clock that stands still until a test moves it. */
export type ManualClock = IClock & {
  /** Moves time on and wakes whoever slept until then, then lets what they do settle. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the wall clock, forward or back; nothing else notices. */
  set(now: number): void;
  /** The machine sleeps so long: the wall clock goes on, but no timer does. */
  suspend(milliseconds: number): void;
  /** How many sleep just now. */
  readonly sleepers: number;
};

type Sleeper = { readonly until: number; readonly wake: () => void };

export function createManualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  let monotonic = 1000;
  let suspended = 0;
  const sleepers = new Set<Sleeper>();
  return {
    now: () => now,
    monotonic: () => monotonic,
    uptime: () => monotonic + suspended,
    set: to => {
      now = to;
    },
    suspend: milliseconds => {
      now += milliseconds;
      suspended += milliseconds;
    },
    sleep: (milliseconds, signal) =>
      new Promise(resolve => {
        const sleeper: Sleeper = {
          until: monotonic + milliseconds,
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
      monotonic += milliseconds;
      [...sleepers].filter(sleeper => sleeper.until <= monotonic).forEach(sleeper => sleeper.wake());
      await settled();
    }
  };
}

/** Resolves when everything that is ready to go on has gone on. */
export function settled(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
