import type { RetentionConfiguration } from '../../../protocol/configuration';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { IClock, IEnvironments, IEvents, ILogger, IRunLeftovers } from '../../ports';
import type { IStore } from '../../store-port';
import { createBreathing } from '../create-breathing';
import { removeOldFolders, removeTemporaryFolders } from './remove-old-folders';
import { removeSurplusRuns } from './remove-surplus-runs';
import { environmentsInUse } from './environments-in-use';

export type RetentionOptions = {
  readonly store: IStore;
  readonly leftovers: IRunLeftovers;
  readonly environments: Pick<IEnvironments, 'removeUnused'>;
  readonly clock: IClock;
  readonly events: IEvents;
  readonly logger: ILogger;
  readonly configuration: RetentionConfiguration;
  readonly isRead: (run: RunId) => boolean;
  readonly signal: AbortSignal;
};

const DAY_MS = 86_400_000;
/** Milliseconds between two looks for runs that are too many; the first comes when the scheduler has begun in peace. */
const SURPLUS_EVERY = 60_000;
/** Folders are looked through at every so manieth of those looks. */
const FOLDERS_EVERY = 60;
/** Milliseconds that an environment stays after it was used last: who goes back to an old commit need not wait for it. */
const ENVIRONMENT_AGE = 7 * DAY_MS;

/** Removes what is older or more than the configuration keeps, now and then, until `signal`. Resolves when it has stopped. */
export async function startRetention(options: RetentionOptions): Promise<void> {
  const { clock, signal, store, events } = options;
  /** Tasks that may have a run too many: at first all, then those that had one more. */
  const suspects = new Set<TaskId>(store.taskNames(null).map(({ id }) => id));
  const unsubscribe = events.subscribe(event => {
    if (event.kind === 'run') {
      suspects.add(event.task);
    }
  });
  for (let look = 0; !signal.aborted; look += 1) {
    await clock.sleep(SURPLUS_EVERY, signal);
    await guard(options, 'runs that are too many could not be removed', () => removeSurplus(options, suspects));
    if (look % FOLDERS_EVERY === 0) {
      await guard(options, 'old folders could not be removed', () => removeOld(options));
    }
  }
  unsubscribe();
}

async function removeSurplus(options: RetentionOptions, suspects: Set<TaskId>): Promise<void> {
  const breathe = createBreathing();
  let removed = 0;
  for (const task of [...suspects]) {
    if (options.signal.aborted) {
      break;
    }
    suspects.delete(task);
    try {
      removed += await removeSurplusRuns({ ...options, maxRuns: options.configuration.max_runs }, task);
    } catch (error) {
      suspects.add(task);
      throw error;
    }
    await breathe();
  }
  if (removed > 0) {
    options.logger.info({ runs: removed }, 'runs beyond the newest of their tasks were removed');
  }
}

async function removeOld(options: RetentionOptions): Promise<void> {
  const ports = { ...options, maxAge: options.configuration.max_age_days * DAY_MS };
  const logs = await removeOldFolders(ports);
  const temporary = await removeTemporaryFolders(ports);
  const environments = options.signal.aborted
    ? []
    : await options.environments.removeUnused({ used: environmentsInUse(options.store), unusedFor: ENVIRONMENT_AGE });
  if (logs + temporary + environments.length > 0) {
    options.logger.info({ logs, temporary, environments }, 'old logs, temporary folders and unused environments were removed');
  }
}

/** A disk that can't be written now may be so later. */
async function guard({ logger, signal }: RetentionOptions, sentence: string, work: () => Promise<void>): Promise<void> {
  try {
    if (!signal.aborted) {
      await work();
    }
  } catch (error) {
    logger.warn({ error }, sentence);
  }
}
