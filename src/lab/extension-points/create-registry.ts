import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { createStore, type IObservable } from '../../client/create-store';

/** What other extensions add. The lowest rank comes first; without one it is 100. */
export type Ranked = { readonly id: string; readonly rank?: number };

const MIDDLE = 100;

/** What was added, in its order, and as it changes. */
export interface IRegistry<T extends Ranked> extends IObservable<readonly T[]> {
  /** Adds one until what it returns is disposed. Throws where its id is taken. */
  add(one: T): IDisposable;
}

/** An empty registry; `kind` names in messages what is in it. */
export function createRegistry<T extends Ranked>(kind: string): IRegistry<T> {
  const store = createStore<readonly T[]>([]);
  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    add: one => {
      if (store.getSnapshot().some(({ id }) => id === one.id)) {
        throw new Error(
          `There is a ${kind} with the id ${JSON.stringify(one.id)} already; dispose of that one first, or choose another id.`
        );
      }
      store.set([...store.getSnapshot(), one].toSorted((a, b) => (a.rank ?? MIDDLE) - (b.rank ?? MIDDLE)));
      return new DisposableDelegate(() => store.set(store.getSnapshot().filter(other => other !== one)));
    }
  };
}
