import { chooseRepositories, type LeftOut } from '../../core/discovery/choose-repositories';
import type { Discovery, DiscoveryConfiguration, FoundRepository } from '../../protocol/discovery';
import type { ForgeAnswer, IForges } from '../forge-port';
import type { IClock, ILogger } from '../ports';
import type { IRepositories } from './repositories';

export type DiscoveryOptions = {
  readonly forges: IForges;
  readonly repositories: IRepositories;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** Whether an entry of the configuration names the repository itself, which counts before every discovery. */
  readonly isConfigured: (url: string) => boolean;
  /** What can be run may have changed. */
  readonly changed: () => void;
  readonly signal: AbortSignal;
};

/** Milliseconds until a forge that does not answer is asked again, doubled each time up to the usual pause. */
const FIRST_RETRY = 10_000;
/** Repositories that are told of one by one. */
const MOST_LEFT_OUT = 100;

/** Serves the repositories that carry the label on one forge, as long as they do. */
export interface IDiscovery {
  readonly configuration: DiscoveryConfiguration;
  /** Urls that are served just now. */
  readonly served: ReadonlySet<string>;
  describe(): Discovery;
  /** The forge is not asked any more; what is served stays so. */
  stop(): void;
}

/** `inherited`: urls that an earlier one serves, until the first answer. */
export function startDiscovery(
  options: DiscoveryOptions,
  configuration: DiscoveryConfiguration,
  inherited: ReadonlySet<string>
): IDiscovery {
  const discovery = new RunningDiscovery(options, configuration, inherited);
  void discovery.run();
  return discovery;
}

class RunningDiscovery implements IDiscovery {
  readonly configuration: DiscoveryConfiguration;
  served: ReadonlySet<string>;
  readonly #options: DiscoveryOptions;
  readonly #stopping = new AbortController();
  readonly #signal: AbortSignal;
  #leftOut: readonly LeftOut[] = [];
  /** Milliseconds since the epoch. */
  #answeredAt: number | null = null;
  #error: string | null = null;
  #failures = 0;

  constructor(options: DiscoveryOptions, configuration: DiscoveryConfiguration, inherited: ReadonlySet<string>) {
    this.#options = options;
    this.configuration = configuration;
    this.served = inherited;
    this.#signal = AbortSignal.any([options.signal, this.#stopping.signal]);
  }

  stop(): void {
    this.#stopping.abort();
  }

  describe(): Discovery {
    const { forge, url, label } = this.configuration;
    return {
      forge,
      url,
      label,
      answered_at: this.#answeredAt === null ? null : new Date(this.#answeredAt).toISOString(),
      error: this.#error,
      repositories: [...this.served],
      left_out: this.#leftOut.slice(0, MOST_LEFT_OUT).map(({ path, reason }) => ({ path, reason }))
    };
  }

  async run(): Promise<void> {
    const { clock, forges } = this.#options;
    const forge = forges.open(this.configuration);
    while (!this.#signal.aborted) {
      const answer = await forge.repositories(this.#signal);
      await clock.sleep(await this.#hear(answer), this.#signal);
    }
  }

  /** Answers how many milliseconds the forge is left alone. */
  async #hear(answer: ForgeAnswer): Promise<number> {
    if (this.#signal.aborted) {
      return 0;
    }
    try {
      return await (answer.kind === 'found' ? this.#take(answer.repositories) : this.#bear(answer.reason, answer.wait));
    } catch (error) {
      this.#options.logger.error({ forge: this.configuration.url, error }, 'answer of the forge could not be used');
      return this.configuration.every * 1000;
    }
  }

  /** A complete answer. */
  async #take(found: readonly FoundRepository[]): Promise<number> {
    const { clock, forges, logger } = this.#options;
    if (this.#error !== null) {
      logger.info({ forge: this.configuration.url }, 'forge answers again');
    }
    this.#failures = 0;
    this.#error = null;
    this.#answeredAt = clock.now();
    this.#apply(found);
    try {
      await forges.remember(this.configuration, { asked_at: this.#answeredAt, repositories: [...found] });
    } catch (error) {
      logger.warn({ forge: this.configuration.url, error }, 'answer of the forge could not be kept');
    }
    return this.configuration.every * 1000;
  }

  /** No answer: the last one goes on, of an earlier scheduler too. */
  async #bear(reason: string, wait: number | null): Promise<number> {
    const { forges, logger } = this.#options;
    if (this.#error !== reason) {
      logger.warn({ forge: this.configuration.url, reason }, 'forge could not be asked, its last answer goes on');
    }
    this.#error = reason;
    this.#failures += 1;
    if (this.#answeredAt === null) {
      const remembered = await forges.remembered(this.configuration);
      if (remembered !== null) {
        this.#answeredAt = remembered.asked_at;
        this.#apply(remembered.repositories);
      }
    }
    const retry = Math.min(this.configuration.every * 1000, FIRST_RETRY * 2 ** (this.#failures - 1));
    return Math.max(wait ?? 0, retry);
  }

  #apply(found: readonly FoundRepository[]): void {
    const { repositories, isConfigured, changed } = this.#options;
    const choice = chooseRepositories(found, this.configuration);
    const [mine, others] = partition(
      choice.served,
      ({ url }) => !isConfigured(url) && (this.served.has(url) || !repositories.isServed(url))
    );
    this.#noteLeftOut([
      ...choice.leftOut,
      ...others.map(({ url }) => ({ path: url, url, reason: 'another entry of repositories serves it already' }))
    ]);
    const before = this.served;
    this.served = new Set(mine.map(({ url }) => url));
    // First, so that a repository that was renamed may define its organisations under its new address.
    [...before].filter(url => !this.served.has(url) && !isConfigured(url)).forEach(url => this.#letGo(url));
    for (const repository of mine) {
      const read = repositories.serve(repository).sync();
      if (!before.has(repository.url)) {
        void read.then(changed);
        this.#options.logger.info({ repository: repository.url, organisations: repository.organisations }, 'repository discovered');
      }
    }
  }

  #letGo(url: string): void {
    const { repositories, logger } = this.#options;
    const { label, url: forge } = this.configuration;
    const known = this.#leftOut.find(one => one.url === url)?.reason;
    const reason = `its repository ${url} is served no more: ${known ?? `it has no label ${label} on ${forge} any more`}`;
    logger.info({ repository: url, reason }, 'repository let go');
    repositories.release(url, reason);
  }

  #noteLeftOut(leftOut: readonly LeftOut[]): void {
    const told = new Set(this.#leftOut.map(({ path, reason }) => `${path}\0${reason}`));
    leftOut
      .filter(({ path, reason }) => !told.has(`${path}\0${reason}`))
      .slice(0, MOST_LEFT_OUT)
      .forEach(({ path, reason }) => this.#options.logger.warn({ repository: path, reason }, 'repository with the label is left out'));
    this.#leftOut = leftOut;
  }
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(isFirst), items.filter(item => !isFirst(item))];
}
