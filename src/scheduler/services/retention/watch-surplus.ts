import type { IClock, IEvents, ILogger } from '../../ports';
import type { IStore } from '../../store-port';
import { createBreathing } from '../create-breathing';
import { removeSurplusRuns, SURPLUS_BATCH, type SurplusPorts } from './remove-surplus-runs';
import { createSuspects, type Suspects } from './suspects';

export type SurplusWatchPorts = SurplusPorts & {
  readonly store: Pick<IStore, 'taskNames'>;
  readonly clock: IClock;
  readonly events: IEvents;
  readonly logger: ILogger;
};

/** Milliseconds between two looks at all tasks that had runs; the first comes when the scheduler has begun in peace. */
const LOOK_EVERY = 60_000;

/**
 * Removes what tasks have beyond the runs that are kept, until `signal`: each minute, and from a task with a whole batch
 * of new runs at once. Four loops without a pause make up to 300 runs a second, 18,000 in a minute.
 */
export async function watchSurplus(ports: SurplusWatchPorts): Promise<void> {
  const { clock, signal, store, events, logger } = ports;
  const suspects = createSuspects(
    store.taskNames(null).map(({ id }) => id),
    SURPLUS_BATCH
  );
  let waiting = new AbortController();
  signal.addEventListener('abort', () => waiting.abort(), { once: true });
  const unsubscribe = events.subscribe(event => {
    if (event.kind === 'run' && suspects.note(event.task, event.run)) {
      waiting.abort();
    }
  });
  let lookAt = clock.monotonic() + LOOK_EVERY;
  let removed = 0;
  while (!signal.aborted) {
    await clock.sleep(Math.max(0, lookAt - clock.monotonic()), waiting.signal);
    waiting = new AbortController();
    const isTime = clock.monotonic() >= lookAt;
    if (isTime) {
      lookAt = clock.monotonic() + LOOK_EVERY;
      suspects.release();
    }
    removed += await look(ports, suspects, isTime ? 'all' : 'busy');
    // Busy tasks are looked at several times a second: once a minute is enough to tell.
    if (isTime && removed > 0) {
      logger.info({ runs: removed }, 'runs beyond the newest of their tasks were removed');
      removed = 0;
    }
  }
  unsubscribe();
}

/** Answers how many runs went. */
async function look(ports: SurplusWatchPorts, suspects: Suspects, which: 'all' | 'busy'): Promise<number> {
  const breathe = createBreathing();
  let removed = 0;
  for (const task of suspects.list(which)) {
    if (ports.signal.aborted) {
      break;
    }
    suspects.clear(task);
    try {
      removed += await removeSurplusRuns(ports, task);
    } catch (error) {
      // What can't be removed now may be so later. The other tasks wait as well: it may be the disk.
      suspects.hold(task);
      ports.logger.warn({ error }, 'runs that are too many could not be removed');
      break;
    }
    await breathe();
  }
  return removed;
}
