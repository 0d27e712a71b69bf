import { Token } from '@lumino/coreutils';
import type { Answer } from '../client/answer';
import type { IApiClient } from '../client/api-client';
import type { IConnection } from '../client/connection';
import type { SchedulerStatus } from '../client/tasks-information-state';
import type { DoctorReport } from '../protocol/doctor';

/** What the Jupyter server tells about the scheduler, and about itself. */
export type ServerStatus = SchedulerStatus & {
  /** Absolute path of the folder that Jupyter shows; null where its files are in no folder, undefined where that is not told. */
  readonly rootDir: string | null | undefined;
};

/** The way to the scheduler, with this page's login. Nothing is loaded or asked before a method is called. */
export interface ISchedulerClient {
  /** The HTTP API. */
  api(): Promise<IApiClient>;
  /** The page's one connection to the scheduler's events, opened by the first call. */
  connection(): Promise<IConnection>;
  /** How the scheduler is; answered by the Jupyter server even when no scheduler runs. Rejects when that does not answer. */
  status(): Promise<ServerStatus>;
  /** Starts the scheduler where none runs, and resolves when it does. Rejects with why it could not. */
  start(): Promise<void>;
  /** What `peach doctor` finds; answered by the Jupyter server even when no scheduler runs. Takes seconds. */
  examine(): Promise<Answer<DoctorReport>>;
}

export const ISchedulerClient = new Token<ISchedulerClient>(
  'peach-lab:ISchedulerClient',
  'The HTTP API and the live events of the PEACH Lab scheduler, as the user of this page.'
);
