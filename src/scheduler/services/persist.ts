import type { IClock, ILogger } from '../ports';
import type { IStateHealth } from './state-health';

/** What {@link persist} needs. */
export type PersistPorts = {
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly stateHealth: Pick<IStateHealth, 'noteFault'>;
  readonly signal: AbortSignal;
};

/** Milliseconds after which a write that failed is tried again; doubled each time up to the second. */
const FIRST_PAUSE = 250;
const LAST_PAUSE = 10_000;

/**
 * Writes what must not be lost: a full disk is waited for. The first attempt is made before this returns. Never rejects.
 * Resolves with false where the scheduler ended before it worked: the next one finds out again what is to be written.
 * `write` is told how many attempts failed before while the disk was good, so that it can leave out what is at fault.
 */
export async function persist(
  ports: PersistPorts,
  fields: Readonly<Record<string, unknown>>,
  write: (faults: number) => void
): Promise<boolean> {
  let faults = 0;
  for (let pause = FIRST_PAUSE; !ports.signal.aborted; pause = Math.min(LAST_PAUSE, pause * 2)) {
    try {
      write(faults);
      return true;
    } catch (error) {
      const problem = ports.stateHealth.noteFault();
      faults += problem === null ? 1 : 0;
      ports.logger.error({ ...fields, error }, 'something could not be written down: it is tried again');
    }
    await ports.clock.sleep(pause, ports.signal);
  }
  return false;
}
