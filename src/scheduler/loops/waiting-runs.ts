import type { WaitingRun } from '../../core/loops/next-turn';
import { enqueue, enqueueAll } from '../../core/loops/queue';
import type { RunId } from '../../protocol/identity';

/** The runs that wait for one loop. */
export class WaitingRuns {
  readonly #mayStart: (run: WaitingRun) => boolean;
  #queue: readonly WaitingRun[] = [];
  /** Their turn passed: they wait again when something has changed. */
  #parked: readonly WaitingRun[] = [];

  /** `mayStart`: false while a run waits for more than its turn. */
  constructor(mayStart: (run: WaitingRun) => boolean) {
    this.#mayStart = mayStart;
  }

  /** Those that may start, in their order. */
  get startable(): readonly WaitingRun[] {
    return this.#queue.filter(run => this.#mayStart(run));
  }

  /** All of them, in no order. */
  get all(): readonly RunId[] {
    return [...this.#queue, ...this.#parked].map(({ run }) => run);
  }

  get anyParked(): boolean {
    return this.#parked.length > 0;
  }

  /** Puts a run in, at its place. */
  add(run: WaitingRun): void {
    this.#queue = enqueue(this.#queue, run);
  }

  /** Takes a run out; false where it does not wait. */
  remove(run: RunId): boolean {
    const others = (runs: readonly WaitingRun[]): readonly WaitingRun[] => runs.filter(waiting => waiting.run !== run);
    const before = this.#queue.length + this.#parked.length;
    this.#queue = others(this.#queue);
    this.#parked = others(this.#parked);
    return this.#queue.length + this.#parked.length < before;
  }

  /** It has its turn before all others. */
  putBack(run: WaitingRun): void {
    this.#queue = [run, ...this.#queue];
  }

  park(run: WaitingRun): void {
    this.#parked = [...this.#parked, run];
  }

  unpark(): void {
    this.#queue = enqueueAll(this.#queue, this.#parked);
    this.#parked = [];
  }
}
