import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs work whose changes need not survive a loss of power by themselves: they are on disk with the next change that is
 * flushed, in order, and survive the death of this process at once. A flush takes milliseconds that a run would wait.
 */
export function withoutFlush(database: DatabaseSync): <T>(work: () => T) => T {
  return work => {
    if (database.isTransaction) {
      return work(); // what is around it decides
    }
    database.exec('pragma synchronous = normal');
    try {
      return work();
    } finally {
      database.exec('pragma synchronous = full');
    }
  };
}
