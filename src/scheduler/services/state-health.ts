import type { IClock, ILogger, IStateDisk } from '../ports';

type StateHealthOptions = {
  readonly stateDisk: IStateDisk;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** Whether runs may be started has changed. */
  readonly changed: () => void;
  readonly signal: AbortSignal;
};

/** Whether what is to be remembered can be written. While it can't, nothing new is started, and what runs goes on. */
export interface IStateHealth {
  /** Why nothing new is started, in plain words, as it was at most a second ago; null where it is. */
  readonly problem: string | null;
  /** The same as it is now. */
  look(): string | null;
  /** Something failed. Where the state directory is the reason, nothing new is started until it can be written again; answers why. */
  noteFault(): string | null;
}

/** Milliseconds between two looks, and between two attempts to write while it fails. */
const PAUSE = 1000;

export function createStateHealth(options: StateHealthOptions): IStateHealth {
  return new StateHealth(options);
}

class StateHealth implements IStateHealth {
  readonly #options: StateHealthOptions;
  #problem: string | null = null;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(options: StateHealthOptions) {
    this.#options = options;
  }

  get problem(): string | null {
    // Whoever asks for thousands of tasks asks thousands of times.
    return this.#options.clock.monotonic() - this.#lookedAt < PAUSE ? this.#problem : this.look();
  }

  look(): string | null {
    this.#lookedAt = this.#options.clock.monotonic();
    return this.#problem ?? this.#begin(this.#options.stateDisk.glance());
  }

  noteFault(): string | null {
    return this.#problem ?? this.#begin(this.#options.stateDisk.probe());
  }

  #begin(problem: string | null): string | null {
    if (problem !== null) {
      this.#say(problem);
      void this.#wait();
    }
    return problem;
  }

  /** Looks until it can be written again. */
  async #wait(): Promise<void> {
    const { stateDisk, clock, signal } = this.#options;
    const over = (): boolean => signal.aborted;
    let problem = this.#problem;
    while (problem !== null && !over()) {
      await clock.sleep(PAUSE, signal);
      problem = stateDisk.probe();
      if (problem !== this.#problem && !over()) {
        this.#say(problem);
      }
    }
  }

  #say(problem: string | null): void {
    const { logger, changed } = this.#options;
    this.#problem = problem;
    if (problem === null) {
      logger.info({}, 'the state directory can be written again: runs are started');
    } else {
      logger.error({ problem }, 'the state directory can not be written: no runs are started');
    }
    changed();
  }
}
