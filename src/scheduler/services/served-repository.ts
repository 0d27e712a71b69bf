import type { RepositoryConfiguration } from '../../protocol/configuration';
import { shareCalls } from '../../core/concurrency/share-calls';
import { versionOf, type CommitHash } from '../../protocol/identity';
import type { Repository } from '../../protocol/organisation';
import type { Problem } from '../../protocol/problem';
import type { Head, IClock, IGit, ILogger, IRepository } from '../ports';
import type { CheckedTask } from './checked-task';
import type { CheckedCatalogue } from './read-catalogue';
import type { Outcome } from '../../protocol/errors';

/** A repository whose definitions are followed. */
export interface IServedRepository {
  readonly url: string;
  readonly configuration: RepositoryConfiguration;
  /** Null until it could be opened. */
  readonly repository: IRepository | null;
  /** Reads head and definitions if the head moved. The reading begins after the call; callers who wait for one share the next. */
  sync(): Promise<void>;
  /** The head that the present definitions were read from; null before the first good reading. */
  readonly head: Head | null;
  /** The task's code and definition at {@link head}. */
  task(key: string): CheckedTask | null;
  describe(): Repository;
  /** False while no Jupyter server of it is attached, so that its tasks are held. */
  attached: boolean;
  /** Why its tasks wait, in plain words; null where they do not. */
  readonly held: string | null;
  /** Lets its tasks wait for half a minute: no working copy can be made for want of room, and each attempt would be a failed run. */
  hold(reason: string): void;
  close(): void;
}

export type ServedRepositoryOptions = {
  readonly configuration: RepositoryConfiguration;
  readonly git: Pick<IGit, 'open'>;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** Milliseconds between two questions to a remote. */
  readonly fetchEvery: number;
  readonly read: (repository: IRepository, commit: CommitHash) => Promise<Outcome<CheckedCatalogue>>;
  /** Checkouts that runs of an earlier scheduler still use. */
  readonly checkoutsInUse: () => readonly string[];
  /** Makes a new catalogue known. */
  readonly apply: (catalogue: CheckedCatalogue) => Promise<void>;
  /** What `describe` says may have changed. */
  readonly changed: () => void;
  /** Whether its tasks wait has changed. */
  readonly heldChanged: () => void;
};

/** Milliseconds until somebody may have made room. */
const HOLD = 30_000;

export function createServedRepository(options: ServedRepositoryOptions): IServedRepository {
  return new ServedRepository(options);
}

class ServedRepository implements IServedRepository {
  readonly configuration: RepositoryConfiguration;
  readonly url: string;
  repository: IRepository | null = null;
  head: Head | null = null;
  attached = true;
  held: string | null = null;
  readonly sync: () => Promise<void>;
  readonly #options: ServedRepositoryOptions;
  readonly #closing = new AbortController();
  #tasks: ReadonlyMap<string, CheckedTask> = new Map();
  #problems: readonly Problem[] = [];
  #error: string | null = null;
  #unwatch: (() => void) | null = null;
  /** True while a further attempt to open it is due. */
  #waiting = false;

  constructor(options: ServedRepositoryOptions) {
    this.#options = options;
    this.configuration = options.configuration;
    this.url = options.configuration.url;
    this.sync = shareCalls(() => this.#syncOnce());
  }

  task(key: string): CheckedTask | null {
    return this.#tasks.get(key) ?? null;
  }

  describe(): Repository {
    return {
      url: this.url,
      branch: this.head?.branch ?? null,
      version: this.head === null ? null : versionOf(this.head.commit.hash),
      commit: this.head?.commit.hash ?? null,
      fetched_at: this.head === null ? null : new Date(this.head.fetchedAt).toISOString(),
      attached: this.attached,
      problems: [...this.#problems],
      error: this.#error
    };
  }

  hold(reason: string): void {
    if (this.held === null) {
      void this.#holdFor(reason);
    }
  }

  close(): void {
    this.#closing.abort();
    this.#unwatch?.();
  }

  async #holdFor(reason: string): Promise<void> {
    const { clock, heldChanged, logger } = this.#options;
    logger.warn({ repository: this.url, reason }, 'tasks of the repository wait');
    this.held = reason;
    heldChanged();
    await clock.sleep(HOLD, this.#closing.signal);
    this.held = null;
    if (!this.#closing.signal.aborted) {
      heldChanged();
    }
  }

  async #syncOnce(): Promise<void> {
    try {
      const repository = this.repository ?? (await this.#open());
      if (repository !== null) {
        await this.#readHead(repository);
      }
    } catch (error) {
      this.#options.logger.error({ repository: this.url, error }, 'repository could not be read');
      this.#fail(`it could not be read: ${error instanceof Error ? error.message : String(error)}`);
      void this.#syncLater();
    }
  }

  async #open(): Promise<IRepository | null> {
    const opened = await this.#options.git.open(this.configuration);
    if (!opened.ok) {
      this.#fail(opened.refusal.message);
      void this.#syncLater();
      return null;
    }
    this.repository = opened.value;
    opened.value.reclaimCheckouts(this.#options.checkoutsInUse());
    this.#unwatch = opened.value.watch(() => void this.sync());
    if (!opened.value.local) {
      await this.#fetch(opened.value);
      void this.#keepFetching(opened.value);
    }
    return opened.value;
  }

  /** A folder that is not there yet, or a disk that is away, may come. */
  async #syncLater(): Promise<void> {
    const { clock, fetchEvery } = this.#options;
    if (!this.#waiting) {
      this.#waiting = true;
      await clock.sleep(fetchEvery, this.#closing.signal);
      this.#waiting = false;
      if (!this.#closing.signal.aborted) {
        await this.sync();
      }
    }
  }

  async #readHead(repository: IRepository): Promise<void> {
    const head = await repository.head();
    if (!head.ok) {
      this.#fail(head.refusal.message);
      return;
    }
    if (this.head?.commit.hash === head.value.commit.hash && this.head.branch === head.value.branch && this.#error === null) {
      this.head = head.value;
      return;
    }
    if (this.#tasks.size > 0) {
      repository.prepareCheckout(head.value.commit.hash); // beside the reading, so that no turn waits for it
    }
    const catalogue = await this.#options.read(repository, head.value.commit.hash);
    if (!catalogue.ok) {
      this.#fail(catalogue.refusal.message);
      return;
    }
    this.head = head.value;
    this.#error = null;
    this.#problems = catalogue.value.problems;
    this.#tasks = new Map(catalogue.value.organisations.flatMap(({ tasks }) => tasks).map(task => [task.key, task]));
    if (this.#tasks.size > 0) {
      repository.prepareCheckout(head.value.commit.hash);
    }
    await this.#options.apply(catalogue.value);
    this.#options.changed();
  }

  async #keepFetching(repository: IRepository): Promise<void> {
    const { clock, fetchEvery } = this.#options;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await clock.sleep(fetchEvery, signal);
      await this.#fetch(repository);
      await this.sync();
    }
  }

  /** A remote that is away costs nothing: what was fetched last goes on. */
  async #fetch(repository: IRepository): Promise<void> {
    const { signal } = this.#closing;
    if (signal.aborted) {
      return;
    }
    const fetched = await repository.fetch(signal);
    if (!fetched.ok) {
      this.#options.logger.warn({ repository: this.url, reason: fetched.refusal.message }, 'remote could not be asked');
    }
  }

  #fail(error: string): void {
    if (this.#error !== error) {
      this.#error = error;
      this.#options.logger.warn({ repository: this.url, reason: error }, 'repository can not be used');
      this.#options.changed();
    }
  }
}
