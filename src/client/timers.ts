/** Time and waiting, passed in so that tests need neither. */
export interface ITimers {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `callback` once after `milliseconds`. Returns what cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}
