import type { Outcome } from '../../protocol/errors';
import type { Health } from '../../protocol/health';
import type { RunId, TaskId } from '../../protocol/identity';
import type { Organisation, Repository } from '../../protocol/organisation';
import type { PreflightAnswer, PreflightRequest } from '../../protocol/preflight';
import type { Run, RunStatus } from '../../protocol/run';
import type { Task } from '../../protocol/task';
import type { CommitAnswer, CommitRequest, WorkingCopy, WorkingFile, WriteFileRequest } from '../../protocol/working-copy';
import type { IEvents, ILogs } from '../ports';

/** A page of runs, newest first. */
type RunPage = { readonly status: RunStatus | null; readonly limit: number; readonly before: RunId | null };

/** Reading what is so. All answers are immediate. */
export interface IQueries {
  health(): Health;
  organisations(): readonly Organisation[];
  organisation(codops: string): Organisation | null;
  repositories(): readonly Repository[];
  /** Tasks of one organisation, or of all, in the order of their loops; removed ones last. */
  tasks(organisation: string | null): readonly Task[];
  task(id: TaskId): Task | null;
  /** The id of the task whose UUID or `organisation/name` this is. */
  findTask(idOrKey: string): TaskId | null;
  runs(task: TaskId, page: RunPage): readonly Run[];
  run(id: RunId): Run | null;
}

/** Changing what is so. */
export interface ICommands {
  /** Puts the task at the head of its loop’s queue. Refused: not_found, task_running, task_not_runnable. */
  runNow(task: TaskId): Promise<Outcome<Run>>;
  /** Ends the run’s whole tree; answers at once, the end comes as an event. Refused: not_found, run_ended. */
  stopRun(run: RunId): Promise<Outcome<Run>>;
  preflight(request: PreflightRequest): Promise<Outcome<PreflightAnswer>>;
  workingCopy(path: string): Promise<Outcome<WorkingCopy>>;
  workingFile(root: string, path: string): Promise<Outcome<WorkingFile>>;
  writeWorkingFile(request: WriteFileRequest): Promise<Outcome<WorkingFile>>;
  commitWorkingFiles(request: CommitRequest): Promise<Outcome<CommitAnswer>>;
  /** A Jupyter server with this root folder is there; its repository is served until `detach` is called. */
  attach(rootFolder: string): { detach(): void };
  /** Ends the scheduler in order; runs go on under their supervisors. */
  shutdown(): void;
}

/** Everything the API needs. */
export type SchedulerServices = {
  readonly queries: IQueries;
  readonly commands: ICommands;
  readonly logs: ILogs;
  readonly events: IEvents;
  /** Resolves when the run has ended; at once where it already has. */
  readonly runEnded: (run: RunId) => Promise<void>;
};
