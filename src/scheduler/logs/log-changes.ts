import type { LogWatches } from './log-watches';

/** Changes of the log in a folder, watched only while somebody waits for one. */
export type LogChanges = {
  /** How many there were so far. */
  count(): number;
  /** Calls `wake` as soon as there are more than `seen`. Returns what takes that back. */
  onChange(seen: number, wake: () => void): () => void;
  /** Nobody needs to be told for a while: every write would wake this process. */
  lookAway(): void;
  close(): void;
};

export function createLogChanges(folder: string, watches: LogWatches): LogChanges {
  const waiting = new Set<() => void>();
  let count = 0;
  /** Ends the watch; null where there is none. */
  let unwatch: (() => void) | null = null;

  function notice(): void {
    count += 1;
    const woken = [...waiting];
    waiting.clear();
    woken.forEach(wake => wake());
  }

  function close(): void {
    unwatch?.();
    unwatch = null;
  }

  return {
    count: () => count,
    onChange: (seen, wake) => {
      if (unwatch === null) {
        unwatch = watches.watch(folder, notice);
        notice(); // there may have been some
      }
      if (count === seen) {
        waiting.add(wake);
      } else {
        wake();
      }
      return () => void waiting.delete(wake);
    },
    lookAway: () => {
      if (waiting.size === 0) {
        close();
      }
    },
    close
  };
}
