import type { ILoadRepository } from '../load/load-repository';
import type { RepositoryName } from '../load/organisations';
import type { IRandom } from '../plan/random';
import type { IApi } from './api';
import type { IFakedClock } from './faked-clock';
import type { IRecorder } from './recorder';
import type { IRemote } from './remote';
import type { IRunViews } from './run-views';
import type { IScheduler } from './scheduler-process';
import type { IStateDisk } from './state-disk';
import type { IFollowers } from '../load/followers';

/** Everything the load and the faults act on. */
export type World = {
  /** Holds all of it; kept where something went wrong. */
  readonly folder: string;
  readonly journals: string;
  readonly disk: IStateDisk;
  readonly clock: IFakedClock;
  readonly scheduler: IScheduler;
  readonly api: IApi;
  readonly views: IRunViews;
  readonly repositories: Readonly<Record<RepositoryName, ILoadRepository>>;
  readonly remote: IRemote;
  readonly recorder: IRecorder;
  readonly followers: IFollowers;
  /** Chance of the load, which is not part of the plan. */
  readonly random: IRandom;
};
