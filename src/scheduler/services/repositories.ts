import { stripCredentials } from '../../core/text/strip-credentials';
import type { Configuration, LoopConfiguration, RepositoryConfiguration } from '../../protocol/configuration';
import type { CommitHash } from '../../protocol/identity';
import type { IClock, IEvents, IGit, IIds, ILogger, IRepository } from '../ports';
import type { IStore } from '../store-port';
import { createCatalogueMemory, readCatalogue, type CatalogueRules, type CheckedCatalogue, type ICatalogueSource } from './read-catalogue';
import { saveCatalogue, taskFilesOf, type SavedOrganisations } from './save-catalogue';
import { createServedRepository, type IServedRepository } from './served-repository';

export type RepositoriesOptions = {
  readonly git: IGit;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly store: IStore;
  readonly ids: IIds;
  readonly events: IEvents;
  readonly configuration: Pick<Configuration, 'default_executor' | 'fetch_interval'>;
  readonly loop: (name: string) => LoopConfiguration;
  readonly checkoutsInUse: () => readonly string[];
  /** Whether the tasks of a repository wait has changed. */
  readonly heldChanged: () => void;
  /** Called with each new catalogue, after it was saved, and the organisations whose tasks are not as they were. */
  readonly catalogueChanged: (catalogue: CheckedCatalogue, changed: ReadonlySet<string>) => void;
};

/** All repositories that this scheduler serves. */
export interface IRepositories {
  readonly all: readonly IServedRepository[];
  /** `url` as it is configured, or as it is shown. Also one that was let go. */
  find(url: string): IServedRepository | null;
  isServed(url: string): boolean;
  /** What the definitions of the repository are read by; null where it is not served. */
  rules(url: string): CatalogueRules | null;
  /**
   * Serves it from now on; the one that is served already where the url is the same, taken back where it was let go. The
   * organisations are those of the newest call from its next reading on.
   */
  serve(configuration: RepositoryConfiguration): IServedRepository;
  /** Serves the repository of a Jupyter server's root folder. Where it is served already, nothing changes in what it may define. */
  attach(url: string): IServedRepository;
  /** Lets the repository go: its tasks wait for the `reason`, and others may define its organisations. It stays listed. */
  release(url: string, reason: string): void;
  /** Reads the definitions of these as they are now; urls that are not served are passed over. */
  sync(urls: ReadonlySet<string>): Promise<void>;
  close(): void;
}

export function createRepositories(options: RepositoriesOptions): IRepositories {
  return new Repositories(options);
}

class Repositories implements IRepositories {
  readonly #options: RepositoriesOptions;
  readonly #served = new Map<string, IServedRepository>();
  /** Urls of those that were let go. */
  readonly #released = new Set<string>();
  /** Which repository defines an organisation: the first that did keeps it. */
  readonly #owners = new Map<string, string>();
  /** Those that a repository may define, as the newest configuration says; null: any. */
  readonly #allowed = new Map<string, readonly string[] | null>();
  readonly #saved = new Map<string, SavedOrganisations>();

  constructor(options: RepositoriesOptions) {
    this.#options = options;
  }

  get all(): readonly IServedRepository[] {
    return [...this.#served.values()];
  }

  find(url: string): IServedRepository | null {
    return this.#served.get(stripCredentials(url)) ?? null;
  }

  isServed(url: string): boolean {
    const known = this.find(url);
    return known !== null && !this.#released.has(known.url);
  }

  rules(url: string): CatalogueRules | null {
    const known = this.find(url)?.url;
    const saved = known === undefined || this.#released.has(known) ? undefined : this.#saved.get(known);
    return known === undefined || saved === undefined ? null : this.#rules(known, saved);
  }

  serve(configuration: RepositoryConfiguration): IServedRepository {
    // What a token is in is shown to nobody.
    const url = stripCredentials(configuration.url);
    const { organisations } = configuration;
    const known = this.#served.get(url) ?? null;
    if (known !== null && JSON.stringify(this.#allowed.get(url)) !== JSON.stringify(organisations)) {
      this.#freeOrganisations(url);
      known.forgetHead();
    }
    this.#allowed.set(url, organisations);
    this.#released.delete(url);
    known?.takeBack();
    return known ?? this.#begin(url, configuration);
  }

  attach(url: string): IServedRepository {
    const known = this.find(url);
    return known === null || this.#released.has(known.url) ? this.serve({ url, branch: null, organisations: null }) : known;
  }

  release(url: string, reason: string): void {
    const known = this.find(url);
    if (known === null) {
      return;
    }
    known.release(reason);
    this.#released.add(known.url);
    // Meanwhile its tasks may become those of another repository.
    this.#saved.get(known.url)?.clear();
    if (this.#freeOrganisations(known.url)) {
      this.#served.forEach(other => other.forgetHead());
      this.#served.forEach(other => void other.sync());
    }
    this.#options.heldChanged();
  }

  async sync(urls: ReadonlySet<string>): Promise<void> {
    await Promise.all([...urls].flatMap(url => this.find(url)?.sync() ?? []));
  }

  close(): void {
    this.#served.forEach(repository => repository.close());
  }

  #begin(url: string, configuration: RepositoryConfiguration): IServedRepository {
    const memory = createCatalogueMemory();
    const saved: SavedOrganisations = new Map();
    this.#saved.set(url, saved);
    const repository = createServedRepository({
      ...this.#options,
      configuration,
      fetchEvery: this.#options.configuration.fetch_interval * 1000,
      read: (source, commit) => readCatalogue(atCommit(source, commit), this.#rules(url, saved), memory),
      apply: catalogue => this.#apply(url, catalogue, saved),
      changed: () => this.#options.events.publish({ kind: 'repository', url })
    });
    this.#served.set(url, repository);
    return repository;
  }

  async #apply(url: string, catalogue: CheckedCatalogue, saved: SavedOrganisations): Promise<void> {
    catalogue.organisations.forEach(({ codops }) => this.#owners.set(codops, url));
    const changed = await saveCatalogue(this.#options, { url, catalogue, saved });
    this.#options.catalogueChanged(catalogue, changed);
  }

  /** Whether the repository had any. */
  #freeOrganisations(url: string): boolean {
    const free = [...this.#owners].filter(([, owner]) => owner === url);
    free.forEach(([codops]) => this.#owners.delete(codops));
    return free.length > 0;
  }

  #rules(url: string, saved: SavedOrganisations): CatalogueRules {
    const { store, configuration, loop } = this.#options;
    return {
      taken: new Set([...this.#owners].filter(([, owner]) => owner !== url).map(([codops]) => codops)),
      allowed: this.#allowed.get(url) ?? null,
      incumbents: () => taskFilesOf(store, url, saved),
      defaultExecutor: configuration.default_executor,
      loop
    };
  }
}

function atCommit(repository: IRepository, commit: CommitHash): ICatalogueSource {
  return {
    definitionFiles: () => repository.definitionFiles(commit),
    readFiles: wanted => repository.readFiles(commit, wanted)
  };
}
