import type { DatabaseSync } from 'node:sqlite';

/** When what was written is put on the disk. Inside a transaction what is around it decides. */
export type Flushing = {
  /** The changes of `work` survive a loss of power once this returns, with all that was written before. */
  readonly flushed: <T>(work: () => T) => T;
  /**
   * They need not by themselves: they are on disk with the next change that is flushed, in order, and survive the death of
   * this process at once. A flush takes milliseconds that a run would wait.
   */
  readonly unflushed: <T>(work: () => T) => T;
};

/** The setting stays until the other one is needed: to change it takes as long as a small change of a row. */
export function createFlushing(database: DatabaseSync): Flushing {
  let present: 'full' | 'normal' | null = null;
  const within = <T>(wanted: 'full' | 'normal', work: () => T): T => {
    if (present !== wanted && !database.isTransaction) {
      database.exec(`pragma synchronous = ${wanted}`);
      present = wanted;
    }
    return work();
  };
  return {
    flushed: work => within('full', work),
    unflushed: work => within('normal', work)
  };
}
