import type { Configuration, LoopConfiguration, RepositoryConfiguration } from '../../protocol/configuration';
import type { CommitHash } from '../../protocol/identity';
import type { IClock, IEvents, IGit, IIds, ILogger, IRepository } from '../ports';
import type { IStore } from '../store-port';
import { createCatalogueMemory, readCatalogue, type CatalogueRules, type CheckedCatalogue, type ICatalogueSource } from './read-catalogue';
import { saveCatalogue, type SavedTasks } from './save-catalogue';
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
  find(url: string): IServedRepository | null;
  /** Serves it from now on; the one that is served already where the url is the same. */
  serve(configuration: RepositoryConfiguration): IServedRepository;
  /** Reads the definitions of these as they are now; urls that are not served are passed over. */
  sync(urls: ReadonlySet<string>): Promise<void>;
  close(): void;
}

export function createRepositories(options: RepositoriesOptions): IRepositories {
  const served = new Map<string, IServedRepository>();
  /** Which repository defines an organisation: the first that did keeps it. */
  const owners = new Map<string, string>();

  const read = (url: string, configuration: RepositoryConfiguration) => {
    const memory = createCatalogueMemory();
    return (repository: IRepository, commit: CommitHash) =>
      readCatalogue(atCommit(repository, commit), catalogueRules(options, { url, configuration, owners }), memory);
  };

  const apply = (url: string) => {
    const saved: SavedTasks = new Map();
    return async (catalogue: CheckedCatalogue): Promise<void> => {
      catalogue.organisations.forEach(({ codops }) => owners.set(codops, url));
      const changed = await saveCatalogue(options, { url, catalogue, saved });
      options.catalogueChanged(catalogue, changed);
    };
  };

  const serve = (configuration: RepositoryConfiguration): IServedRepository => {
    const { url } = configuration;
    const known = served.get(url);
    if (known !== undefined) {
      return known;
    }
    const repository = createServedRepository({
      ...options,
      configuration,
      fetchEvery: options.configuration.fetch_interval * 1000,
      read: read(url, configuration),
      apply: apply(url),
      changed: () => options.events.publish({ kind: 'repository', url })
    });
    served.set(url, repository);
    return repository;
  };

  return {
    get all() {
      return [...served.values()];
    },
    find: url => served.get(url) ?? null,
    serve,
    sync: async urls => {
      await Promise.all([...urls].flatMap(url => served.get(url)?.sync() ?? []));
    },
    close: () => served.forEach(repository => repository.close())
  };
}

function atCommit(repository: IRepository, commit: CommitHash): ICatalogueSource {
  return {
    definitionFiles: () => repository.definitionFiles(commit),
    readFiles: wanted => repository.readFiles(commit, wanted)
  };
}

function catalogueRules(
  options: RepositoriesOptions,
  of: { readonly url: string; readonly configuration: RepositoryConfiguration; readonly owners: ReadonlyMap<string, string> }
): CatalogueRules {
  const known = options.store.taskFiles(of.url);
  return {
    taken: new Set([...of.owners].filter(([, owner]) => owner !== of.url).map(([codops]) => codops)),
    allowed: of.configuration.organisations,
    incumbents: new Map(known.map(task => [task.key, task.file])),
    defaultExecutor: options.configuration.default_executor,
    loop: options.loop
  };
}
