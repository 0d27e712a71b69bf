import { hasEnded } from '../../../protocol/run';
import type { RunId } from '../../../protocol/identity';
import type { IClock, IEvents, ILogger, IRunLeftovers } from '../../ports';
import type { ISnapshots, ITrialStore, TrialRecord } from '../../trial-port';

export type RemoveTrialsPorts = {
  readonly store: ITrialStore;
  readonly snapshots: ISnapshots;
  readonly leftovers: Pick<IRunLeftovers, 'remove'>;
  readonly clock: Pick<IClock, 'now'>;
  readonly events: Pick<IEvents, 'publish'>;
  readonly logger: ILogger;
  /** Whether somebody reads its log just now. */
  readonly isRead: (run: RunId) => boolean;
};

/** Milliseconds that the log of a trial stays after its end. */
const KEPT = 3_600_000;

/** Removes trials that have ended, `old`: long ago, with all that they left. What can't be removed is tried again the next time. Never rejects. */
export async function removeEndedTrials(ports: RemoveTrialsPorts, which: 'old' | 'all'): Promise<void> {
  const before = which === 'all' ? Number.POSITIVE_INFINITY : ports.clock.now() - KEPT;
  const isDue = ({ run }: TrialRecord): boolean => hasEnded(run.status) && Date.parse(run.ended_at ?? '') < before && !ports.isRead(run.id);
  try {
    for (const trial of ports.store.trials().filter(isDue)) {
      await remove(ports, trial);
    }
  } catch (error) {
    ports.logger.warn({ error }, 'what trials left could not be removed');
  }
}

/** The row last: without it nobody would find the rest. */
async function remove(ports: RemoveTrialsPorts, { run }: TrialRecord): Promise<void> {
  await ports.leftovers.remove('run', run.id);
  await ports.leftovers.remove('temporary', run.id);
  await ports.snapshots.remove(run.id);
  ports.store.deleteTrial(run.id);
  ports.events.publish({ kind: 'trial', run: run.id, organisation: run.organisation });
}
