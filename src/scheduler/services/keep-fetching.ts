import type { IClock, ILogger, IRepository } from '../ports';
import { waitAtMost } from './wait-at-most';

export type FetchingOptions = {
  readonly repository: IRepository;
  /** As it is shown. */
  readonly url: string;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** Milliseconds between the end of a fetch and the next. */
  readonly fetchEvery: number;
  /** True while the remote is not to be asked. */
  readonly isPaused: () => boolean;
  /** After each fetch, whatever came of it. */
  readonly fetched: () => Promise<void>;
  readonly signal: AbortSignal;
};

export type Fetching = {
  /** Nobody knows yet whether the remote answers. */
  readonly asking: boolean;
  /** Resolves after the first fetch, or soon where that takes its time: what was fetched earlier is read then. */
  readonly begun: Promise<void>;
};

/** Milliseconds that whoever opens a repository waits for its remote. */
const PATIENCE = 3_000;

/** Asks the remote again and again beside everything else. One that is away costs nothing: what was fetched last goes on. */
export function keepFetching(options: FetchingOptions): Fetching {
  return new RemoteFetching(options);
}

class RemoteFetching implements Fetching {
  asking = true;
  readonly begun: Promise<void>;
  readonly #options: FetchingOptions;
  /** Why the remote can't be asked. */
  #away: string | null = null;

  constructor(options: FetchingOptions) {
    this.#options = options;
    const { clock, signal } = options;
    const first = this.#fetch().finally(() => {
      this.asking = false;
    });
    this.begun = waitAtMost(clock, first, { milliseconds: PATIENCE, signal }).then(() => undefined);
    void this.#goOn(first);
  }

  async #goOn(first: Promise<void>): Promise<void> {
    const { clock, fetchEvery, fetched, signal } = this.#options;
    await first;
    while (!signal.aborted) {
      await fetched();
      await clock.sleep(fetchEvery, signal);
      await this.#fetch();
    }
  }

  async #fetch(): Promise<void> {
    const { repository, isPaused, signal } = this.#options;
    if (signal.aborted || isPaused()) {
      return;
    }
    const outcome = await repository.fetch(signal);
    this.#note(outcome.ok ? null : outcome.refusal.message);
  }

  /** Once for each reason: it is asked every few seconds. */
  #note(away: string | null): void {
    const { logger, url, signal } = this.#options;
    if (away === this.#away || signal.aborted) {
      return;
    }
    this.#away = away;
    if (away === null) {
      logger.info({ repository: url }, 'remote answers again');
    } else {
      logger.warn({ repository: url, reason: away }, 'remote could not be asked, what was fetched last goes on');
    }
  }
}
