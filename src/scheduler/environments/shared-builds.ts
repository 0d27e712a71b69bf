import { refuse, type Outcome } from '../../protocol/errors';

/** Work that several wait for and that ends early only when nobody does any more. */
export type SharedBuilds<T> = {
  /** Joins the work called `name`, or starts it. */
  join(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<Outcome<T>>): Promise<Outcome<T>>;
};

type Shared<T> = { readonly result: Promise<Outcome<T>>; readonly controller: AbortController; waiting: number };

export function createSharedBuilds<T>(): SharedBuilds<T> {
  const running = new Map<string, Shared<T>>();

  function start(name: string, work: (signal: AbortSignal) => Promise<Outcome<T>>): Shared<T> {
    const controller = new AbortController();
    const result = work(controller.signal).finally(() => {
      if (running.get(name) === shared) {
        running.delete(name);
      }
    });
    const shared: Shared<T> = { result, controller, waiting: 0 };
    running.set(name, shared);
    return shared;
  }

  /** Resolves when the one with `signal` has left while others wait. The last to leave sees the work to its end, so that nothing of it remains. */
  function left(name: string, shared: Shared<T>, signal: AbortSignal): Promise<Outcome<T>> {
    return new Promise(resolve => {
      const leave = (): void => {
        shared.waiting -= 1;
        if (shared.waiting > 0) {
          resolve(stopped());
          return;
        }
        // Whoever comes now starts anew.
        running.delete(name);
        shared.controller.abort();
      };
      signal.addEventListener('abort', leave, { once: true });
      const forget = (): void => signal.removeEventListener('abort', leave);
      shared.result.then(forget, forget);
    });
  }

  return {
    join: async (name, signal, work) => {
      const hasLeft = (): boolean => signal.aborted;
      if (hasLeft()) {
        return stopped();
      }
      const shared = running.get(name) ?? start(name, work);
      shared.waiting += 1;
      const outcome = await Promise.race([shared.result, left(name, shared, signal)]);
      return hasLeft() && !outcome.ok ? stopped() : outcome;
    }
  };
}

function stopped(): Outcome<never> {
  return refuse('shutting_down', 'building the environment was stopped before it was ready');
}
