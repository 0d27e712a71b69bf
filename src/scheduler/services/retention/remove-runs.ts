import type { RunId } from '../../../protocol/identity';
import type { IClock, IRunLeftovers } from '../../ports';
import type { IRetentionStore } from '../../store-port';

export type RemovalPorts = { readonly store: IRetentionStore; readonly leftovers: IRunLeftovers; readonly clock: IClock };

/**
 * Removes the folders of these runs. First it is written down that their logs are gone: a scheduler that dies in the
 * middle leaves folders that the next one removes, and never a row that promises a log that is half there.
 */
export async function removeLogs({ store, leftovers, clock }: RemovalPorts, runs: readonly RunId[]): Promise<void> {
  store.markLogsRemoved(runs, clock.now());
  for (const run of runs) {
    await leftovers.remove('run', run);
  }
}

/** Removes these runs whole: their folders first, since a folder without its row would be found by nobody. */
export async function removeRuns(ports: RemovalPorts, runs: readonly RunId[]): Promise<void> {
  await removeLogs(ports, runs);
  ports.store.deleteRuns(runs);
}
