import type { RepositoryConfiguration } from '../../protocol/configuration';
import { stripCredentials } from '../../core/text/strip-credentials';
import { shareCalls } from '../../core/concurrency/share-calls';
import { versionOf, type CommitHash } from '../../protocol/identity';
import type { Repository } from '../../protocol/organisation';
import type { Problem } from '../../protocol/problem';
import type { Head, IClock, IGit, ILogger, IRepository } from '../ports';
import type { CheckedTask } from './checked-task';
import type { CheckedCatalogue } from './read-catalogue';
import { keepFetching, type Fetching } from './keep-fetching';
import { waitAtMost } from './wait-at-most';
import type { Outcome } from '../../protocol/errors';

/** A repository whose definitions are followed. */
export interface IServedRepository {
  /** As it is shown: without credentials. */
  readonly url: string;
  readonly configuration: RepositoryConfiguration;
  /** Null until it could be opened. */
  readonly repository: IRepository | null;
  /**
   * Reads head and definitions if the head moved. The reading begins after the call; callers who wait for one share the next.
   * Resolves after five seconds though it is not read: its tasks are {@link held} then until it is, and nobody else waits for it.
   */
  sync(): Promise<void>;
  /** The head that the present definitions were read from; null before the first good reading. */
  readonly head: Head | null;
  /** Code and definition at {@link head}: of one task, and of all that are in a notebook. */
  task(key: string): CheckedTask | null;
  tasksOf(notebook: string): readonly CheckedTask[];
  describe(): Repository;
  /** False while no Jupyter server of it is attached, so that its tasks are held. */
  attached: boolean;
  /** Why its tasks wait, in plain words; null where they do not. */
  readonly held: string | null;
  /** Lets its tasks wait for half a minute: no working copy can be made for want of room, and each attempt would be a failed run. */
  hold(reason: string): void;
  /** Lets it go: its tasks wait, its remote is not asked and nothing of it is known, until it is taken back. */
  release(reason: string): void;
  /** Serves a repository that was let go as at the first time. */
  takeBack(): void;
  /** Others may define other organisations than before, so the next {@link sync} reads everything again. */
  forgetHead(): void;
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

/** Milliseconds that anybody waits for a reading, and where the one before took longer than that. */
const PATIENCE = 5_000;
const LITTLE_PATIENCE = 200;
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
  readonly tasksOf = (notebook: string) => [...this.#tasks.values()].filter(({ definition }) => definition?.notebook === notebook);
  readonly #read: () => Promise<void>;
  readonly #options: ServedRepositoryOptions;
  readonly #closing = new AbortController();
  #tasks: ReadonlyMap<string, CheckedTask> = new Map();
  #problems: readonly Problem[] = [];
  #error: string | null = null;
  #unwatch: (() => void) | null = null;
  /** True while a further attempt to open it is due. */
  #waiting = false;
  #crowded: string | null = null;
  #slow: string | null = null;
  #patience = PATIENCE;
  #fetching: Fetching | null = null;
  #released: string | null = null;
  /** The rules that {@link head} was read by are not those of now. */
  #outdated = false;

  constructor(options: ServedRepositoryOptions) {
    this.#options = options;
    this.configuration = options.configuration;
    this.url = stripCredentials(options.configuration.url);
    this.#read = shareCalls(() => this.#syncOnce());
  }

  task(key: string): CheckedTask | null {
    return this.#tasks.get(key) ?? null;
  }

  get held(): string | null {
    return this.#released ?? this.#slow ?? this.#crowded;
  }

  async sync(): Promise<void> {
    const reading = this.#read();
    if (this.#slow !== null) {
      return;
    }
    const { clock } = this.#options;
    const inTime = await waitAtMost(clock, reading, { milliseconds: this.#patience, signal: this.#closing.signal });
    this.#patience = inTime ? PATIENCE : LITTLE_PATIENCE;
    if (!inTime) {
      void this.#holdUntil(reading);
    }
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
      error: this.#released ?? this.#error
    };
  }

  hold(reason: string): void {
    if (this.held === null) {
      void this.#holdFor(reason);
    }
  }

  release(reason: string): void {
    this.#released = reason;
    this.head = null;
    this.#tasks = new Map();
    this.#problems = [];
  }

  takeBack(): void {
    this.#released = null;
  }

  forgetHead(): void {
    this.#outdated = true;
  }

  close(): void {
    this.#closing.abort();
    this.#unwatch?.();
  }

  async #holdFor(reason: string): Promise<void> {
    const { clock, heldChanged, logger } = this.#options;
    logger.warn({ repository: this.url, reason }, 'tasks of the repository wait');
    this.#crowded = reason;
    heldChanged();
    await clock.sleep(HOLD, this.#closing.signal);
    this.#crowded = null;
    if (!this.#closing.signal.aborted) {
      heldChanged();
    }
  }

  /** Nobody knows what the head says, so that nothing of it can be run. */
  async #holdUntil(read: Promise<void>): Promise<void> {
    const { heldChanged, logger } = this.#options;
    if (this.#slow !== null) {
      return;
    }
    this.#slow = `its repository ${this.url} is still being read: see whether its disk or remote answers`;
    logger.warn({ repository: this.url }, 'reading of the repository takes long, its tasks wait');
    heldChanged();
    await read;
    this.#slow = null;
    if (!this.#closing.signal.aborted) {
      heldChanged();
    }
  }

  async #syncOnce(): Promise<void> {
    if (this.#released !== null) {
      return;
    }
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
      this.#fetching = this.#keepFetching(opened.value);
      await this.#fetching.begun;
    }
    return opened.value;
  }

  #keepFetching(repository: IRepository): Fetching {
    return keepFetching({
      ...this.#options,
      repository,
      url: this.url,
      isPaused: () => this.#released !== null,
      fetched: () => this.sync(),
      signal: this.#closing.signal
    });
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
      if (this.#fetching?.asking !== true) {
        this.#fail(head.refusal.message);
      }
      return;
    }
    if (this.#isKnown(head.value)) {
      this.head = head.value;
      return;
    }
    this.#outdated = false;
    if (this.#tasks.size > 0) {
      repository.prepareCheckout(head.value.commit.hash); // beside the reading, so that no turn waits for it
    }
    const catalogue = await this.#options.read(repository, head.value.commit.hash);
    if (!catalogue.ok) {
      this.#fail(catalogue.refusal.message);
      return;
    }
    if (this.#released !== null) {
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

  /** Whether the present definitions are those of `head`. */
  #isKnown(head: Head): boolean {
    return this.head?.commit.hash === head.commit.hash && this.head.branch === head.branch && this.#error === null && !this.#outdated;
  }

  #fail(error: string): void {
    if (this.#error !== error) {
      this.#error = error;
      this.#options.logger.warn({ repository: this.url, reason: error }, 'repository can not be used');
      this.#options.changed();
    }
  }
}
