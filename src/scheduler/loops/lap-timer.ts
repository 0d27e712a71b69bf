import type { IClock } from '../ports';
import type { LoopRecord } from '../store-port';

/** Measures a lap by a clock that nobody sets; time that a laptop slept counts, time that the loop was paused does not. */
export class LapTimer {
  readonly #clock: IClock;
  #beganAt = 0;
  #paused = 0;

  constructor(clock: IClock) {
    this.#clock = clock;
  }

  /** A lap that an earlier scheduler began goes on: by the wall clock, which may have been set meanwhile, so it is never ahead. */
  begin({ lapStartedAt, lapEndedAt }: LoopRecord): void {
    const before = lapStartedAt === null || lapEndedAt !== null ? 0 : this.#clock.now() - lapStartedAt;
    this.#beganAt = this.#clock.uptime() - Math.max(0, before);
    this.#paused = 0;
  }

  async pause(wait: () => Promise<void>): Promise<void> {
    const since = this.#clock.uptime();
    await wait();
    this.#paused += this.#clock.uptime() - since;
  }

  /** By the clock’s `uptime`, in milliseconds. */
  get beganAt(): number {
    return this.#beganAt;
  }

  get seconds(): number {
    return (this.#clock.uptime() - this.#beganAt - this.#paused) / 1000;
  }
}
