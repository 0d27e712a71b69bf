import type { RunId } from '../../../protocol/identity';
import type { IClock, IRunLeftovers } from '../../ports';
import type { IRetentionStore } from '../../store-port';

export type RemovalPorts = { readonly store: IRetentionStore; readonly leftovers: IRunLeftovers; readonly clock: IClock };

/** `gone`: whose folders are removed. `fault`: what stood against the first of the others; null where there are none. */
export type Removal = { readonly gone: readonly RunId[]; readonly fault: Error | null };

/**
 * Folders that are removed at the same time. While runs keep the process busy, each call to the disk waits a turn of the
 * event loop: one folder after another went at 120 to 210 a second then, 8 at a time at 1,100 to 1,600, with a seventh
 * fewer runs meanwhile. 16 were no faster, and held up more runs.
 */
const AT_ONCE = 8;

/**
 * Removes the folders of these runs. First it is written down that their logs are gone: a scheduler that dies in the
 * middle leaves folders that the next one removes, and never a row that promises a log that is half there.
 */
export async function removeLogs({ store, leftovers, clock }: RemovalPorts, runs: readonly RunId[]): Promise<Removal> {
  store.markLogsRemoved(runs, clock.now());
  const gone: RunId[] = [];
  const faults: Error[] = [];
  const waiting = runs.values();
  const removeWaiting = async (): Promise<void> => {
    for (const run of waiting) {
      try {
        await leftovers.remove('run', run);
        gone.push(run);
      } catch (error) {
        faults.push(error instanceof Error ? error : new Error(String(error)));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, removeWaiting));
  return { gone, fault: faults[0] ?? null };
}

/** Removes these runs whole: their folders first, since a folder without its row would be found by nobody. */
export async function removeRuns(ports: RemovalPorts, runs: readonly RunId[]): Promise<Removal> {
  const removal = await removeLogs(ports, runs);
  ports.store.deleteRuns(removal.gone);
  return removal;
}
