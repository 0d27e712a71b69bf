import type { ITimers } from '../timers';

/** Time that moves only when it is told to. */
export class FakeTimers implements ITimers {
  private time = 1_000_000;
  private waiting: { at: number; readonly callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const entry = { at: this.time + milliseconds, callback };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter(other => other !== entry);
    };
  }

  /** Moves on by `milliseconds`, calling what falls due in its order. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      const due = next;
      this.waiting = this.waiting.filter(other => other !== due);
      this.time = due.at;
      due.callback();
    }
    this.time = end;
  }

  /** The machine sleeps: the time moves on, and what is waited for waits on. */
  sleep(milliseconds: number): void {
    this.time += milliseconds;
    this.waiting.forEach(entry => (entry.at += milliseconds));
  }

  /** How many callbacks are waited for. */
  get pending(): number {
    return this.waiting.length;
  }

  private next(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    return this.waiting.filter(entry => entry.at <= end).toSorted((one, other) => one.at - other.at)[0];
  }
}
