import type { ServerResponse } from 'node:http';

/** Answers that are still being made or sent, so that an end can wait for them and for nothing else. */
export class AnswersInFlight {
  readonly #open = new Set<ServerResponse>();
  #whenNone: (() => void)[] = [];

  add(response: ServerResponse): void {
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      if (this.#open.size === 0) {
        this.#whenNone.forEach(resolve => resolve());
        this.#whenNone = [];
      }
    });
  }

  /** Resolves when none is open, or after `patience` milliseconds. */
  finished(patience: number): Promise<void> {
    return new Promise(resolve => {
      if (this.#open.size === 0) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, patience);
      this.#whenNone.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
