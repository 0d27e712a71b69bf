import type { RetentionConfiguration } from '../../../protocol/configuration';
import type { RunId } from '../../../protocol/identity';
import type { IClock, IEnvironments, IEvents, ILogger, IRunLeftovers } from '../../ports';
import type { IStore } from '../../store-port';
import { createBreathing } from '../create-breathing';
import { removeOldFolders, removeTemporaryFolders } from './remove-old-folders';
import { environmentsInUse } from './environments-in-use';
import { watchSurplus } from './watch-surplus';

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
/** Milliseconds until folders are looked through first, when the scheduler has begun in peace, and between two such looks. */
const FIRST_FOLDERS_AFTER = 60_000;
const FOLDERS_EVERY = 3_600_000;
/** Milliseconds that an environment stays after it was used last: who goes back to an old commit need not wait for it. */
const ENVIRONMENT_AGE = 7 * DAY_MS;

/** Removes what is older or more than the configuration keeps, now and then, until `signal`. Resolves when it has stopped. */
export async function startRetention(options: RetentionOptions): Promise<void> {
  // Side by side: a look through very many folders takes minutes, in which tasks that run without a pause go on.
  await Promise.all([watchSurplus({ ...options, maxRuns: options.configuration.max_runs }), watchAge(options)]);
}

async function watchAge(options: RetentionOptions): Promise<void> {
  const { clock, signal } = options;
  await clock.sleep(FIRST_FOLDERS_AFTER, signal);
  while (!signal.aborted) {
    await removeOld(options);
    await clock.sleep(FOLDERS_EVERY, signal);
  }
}

/** As many due times of a task stay as runs. */
async function trimDueTimes({ store, configuration, signal }: RetentionOptions): Promise<number> {
  const breathe = createBreathing();
  let removed = 0;
  for (const { id } of store.schedules()) {
    if (signal.aborted) {
      break;
    }
    removed += store.trimDueTimes(id, configuration.max_runs);
    await breathe();
  }
  return removed;
}

async function removeOld(options: RetentionOptions): Promise<void> {
  const ports = { ...options, maxAge: options.configuration.max_age_days * DAY_MS };
  const attempt = async <T>(none: T, work: () => Promise<T>): Promise<T> => {
    try {
      return options.signal.aborted ? none : await work();
    } catch (error) {
      options.logger.warn({ error }, 'old folders could not be removed');
      return none;
    }
  };
  const logs = await attempt(0, () => removeOldFolders(ports));
  const temporary = await attempt(0, () => removeTemporaryFolders(ports));
  const environments = await attempt([], () =>
    options.environments.removeUnused({ used: environmentsInUse(options.store), unusedFor: ENVIRONMENT_AGE })
  );
  const dueTimes = await attempt(0, () => trimDueTimes(options));
  if (logs + temporary + environments.length + dueTimes > 0) {
    options.logger.info(
      { logs, temporary, environments, dueTimes },
      'old logs, temporary folders, unused environments and old due times were removed'
    );
  }
}
