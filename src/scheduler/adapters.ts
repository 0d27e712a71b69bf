import type { ExecutorName } from '../protocol/run';
import type { IForges } from './forge-port';
import type {
  IClock,
  IEnvironments,
  IEvents,
  IExecutor,
  IGit,
  IIds,
  ILogger,
  ILogs,
  IModuleFinder,
  INameChecker,
  IRunFolders,
  IRunLeftovers,
  IStateDisk,
  IWebhooks,
  IWorkingCopies
} from './ports';
import type { IAudit, IRunTokens } from './access-port';
import type { RunSurroundings } from './services/run-specification';
import type { IStore } from './store-port';
import type { ISnapshots, ITrialStore } from './trial-port';

/** Everything outside that the services and loops are given. */
export type Adapters = {
  readonly clock: IClock;
  readonly ids: IIds;
  readonly events: IEvents;
  readonly logger: ILogger;
  readonly store: IStore & ITrialStore;
  readonly git: IGit;
  readonly forges: IForges;
  readonly workingCopies: IWorkingCopies;
  readonly snapshots: ISnapshots;
  readonly environments: IEnvironments;
  readonly executors: Readonly<Record<ExecutorName, IExecutor>>;
  readonly runFolders: IRunFolders;
  readonly leftovers: IRunLeftovers;
  readonly stateDisk: IStateDisk;
  readonly logs: ILogs;
  readonly names: INameChecker;
  readonly modules: IModuleFinder;
  readonly webhooks: IWebhooks;
  readonly surroundings: RunSurroundings;
  readonly audit: IAudit;
  readonly runTokens: IRunTokens;
  /** From now on the scheduler answers at `url`: runs are told. */
  readonly announce: (url: string) => void;
};
