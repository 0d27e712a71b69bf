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

  function leave(name: string, shared: Shared<T>): void {
    shared.waiting -= 1;
    if (shared.waiting === 0) {
      // Whoever comes now starts anew.
      running.delete(name);
      shared.controller.abort();
    }
  }

  return {
    join: async (name, signal, work) => {
      if (signal.aborted) {
        return stopped();
      }
      const shared = running.get(name) ?? start(name, work);
      shared.waiting += 1;
      const left = new Promise<Outcome<T>>(resolve => {
        const onAbort = (): void => {
          leave(name, shared);
          // The last one to leave sees the work to its end, so that nothing of it is left when it has gone.
          resolve(shared.waiting === 0 ? shared.result.then(stopped) : stopped());
        };
        signal.addEventListener('abort', onAbort, { once: true });
        void shared.result.finally(() => signal.removeEventListener('abort', onAbort)).catch(() => undefined);
      });
      return Promise.race([shared.result, left]);
    }
  };
}

function stopped(): Outcome<never> {
  return refuse('shutting_down', 'building the environment was stopped before it was ready');
}
