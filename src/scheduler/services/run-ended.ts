import type { RunId } from '../../protocol/identity';
import { hasEnded } from '../../protocol/run';
import type { IEvents } from '../ports';
import type { IRunStore } from '../store-port';

/** Resolves when the end of the run is written down; at once where it is, or where there is no such run. */
export function runEnded(ports: { readonly store: Pick<IRunStore, 'run'>; readonly events: IEvents }, id: RunId): Promise<void> {
  const isOver = (): boolean => {
    const run = ports.store.run(id);
    return run === null || hasEnded(run.status);
  };
  if (isOver()) {
    return Promise.resolve();
  }
  return new Promise(resolve => {
    const unsubscribe = ports.events.subscribe(event => {
      if ((event.kind === 'run' || event.kind === 'trial') && event.run === id && isOver()) {
        unsubscribe();
        resolve();
      }
    });
  });
}
