/** A value that changes, in the form that React’s `useSyncExternalStore` asks for. */
export interface IObservable<T> {
  readonly getSnapshot: () => T;
  /** Calls `listener` after each change until the returned disposer is called. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** An observable value with its one writer. */
export interface IStore<T> extends IObservable<T> {
  readonly set: (value: T) => void;
}

export function createStore<T>(initial: T): IStore<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    getSnapshot: () => value,
    subscribe: listener => {
      // A function of its own for each subscription: the same listener may be there twice.
      const entry = (): void => listener();
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    set: next => {
      if (Object.is(next, value)) {
        return;
      }
      value = next;
      for (const listener of [...listeners]) {
        listener();
      }
    }
  };
}
