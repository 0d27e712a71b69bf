import type { Outcome } from '../../protocol/errors';
import type { Health } from '../../protocol/health';
import type { RunId, TaskId } from '../../protocol/identity';
import type { Loop, Organisation, Repository } from '../../protocol/organisation';
import type { PreflightAnswer, PreflightRequest } from '../../protocol/preflight';
import type { DueTime } from '../../protocol/due-time';
import type { Json } from '../../protocol/json';
import type { NotebookTasks } from '../../protocol/notebook-tasks';
import type { Notification } from '../../protocol/notification';
import type { Run, RunStatus } from '../../protocol/run';
import type { RunSummary } from '../../protocol/run-history';
import type { Task } from '../../protocol/task';
import type { Trial, TrialRequest } from '../../protocol/trial';
import type { CommitAnswer, CommitRequest, WorkingCopy, WorkingFile, WriteFileRequest } from '../../protocol/working-copy';
import type { IEvents, ILogs } from '../ports';
import type { TaskCounts } from '../store-port';

/** A page of runs, newest first. */
type RunPage = { readonly status: RunStatus | null; readonly limit: number; readonly before: RunId | null };

/** Reading what is so. All answers are immediate. */
export interface IQueries {
  health(): Health;
  organisations(): readonly Organisation[];
  organisation(codops: string): Organisation | null;
  /** The loop that every organisation shares, its tasks named by their keys; null while no task is in it. */
  sharedLoop(): Loop | null;
  repositories(): readonly Repository[];
  /** Tasks of one organisation, or of all, in the order of their loops; removed ones last. */
  tasks(organisation: string | null): readonly Task[];
  task(id: TaskId): Task | null;
  /** How often each task has run and how that ended; a run that a person stopped counts as neither. */
  taskCounts(): readonly TaskCounts[];
  /** The id of the task whose UUID or `organisation/name` this is. */
  findTask(idOrKey: string): TaskId | null;
  runs(task: TaskId, page: RunPage): readonly Run[];
  /** The same in short: for lists of thousands. */
  history(task: TaskId, page: Omit<RunPage, 'status'>): readonly RunSummary[];
  /** A trial’s too. */
  run(id: RunId): Run | null;
  trial(run: RunId): Trial | null;
  /** What became of the due times of a task, newest first; `before` in milliseconds since the epoch. */
  dueTimes(task: TaskId, page: { readonly before: number | null; readonly limit: number }): readonly DueTime[];
  /** What people were told of tasks lately, the newest last. */
  notifications(): readonly Notification[];
  /** Whether the loop is paused; null: whether everything is. */
  paused(loop: string | null): boolean;
}

/** A Jupyter server that is there. */
export interface IAttachment {
  detach(): void;
}

/** Changing what is so. What somebody may not do is refused as `forbidden`. */
export interface ICommands {
  /**
   * Puts the task at the head of its loop’s queue; `args` take the place of those of the same name, null: none.
   * Refused: not_found, bad_request, task_running, task_not_runnable, disk_full.
   */
  runNow(task: TaskId, args: Readonly<Record<string, Json>> | null): Promise<Outcome<Run>>;
  /** What is paused starts nothing by itself; runs that go on are not touched. Refused: not_found, disk_full. */
  pauseTask(task: TaskId, paused: boolean): Outcome<null>;
  /** The same for the laps, due times and retries of one loop. */
  pauseLoop(loop: string, paused: boolean): Outcome<null>;
  /** The same for everything. */
  pauseAll(paused: boolean): Outcome<null>;
  /** Ends the run’s whole tree; answers at once, the end comes as an event. Refused: not_found, run_ended. */
  stopRun(run: RunId): Promise<Outcome<Run>>;
  preflight(request: PreflightRequest): Promise<Outcome<PreflightAnswer>>;
  /**
   * Runs a task once from a working copy; the organisation’s trial before it is stopped.
   * Refused: not_found, too_large, git_failed, definition_invalid, task_not_runnable, disk_full.
   */
  startTrial(request: TrialRequest): Promise<Outcome<Trial>>;
  workingCopy(path: string): Promise<Outcome<WorkingCopy>>;
  notebookTasks(path: string): Promise<Outcome<NotebookTasks>>;
  workingFile(root: string, path: string): Promise<Outcome<WorkingFile>>;
  writeWorkingFile(request: WriteFileRequest): Promise<Outcome<WorkingFile>>;
  commitWorkingFiles(request: CommitRequest): Promise<Outcome<CommitAnswer>>;
  /** A Jupyter server with this root folder is there; its repository is served until `detach` is called. */
  attach(rootFolder: string): Outcome<IAttachment>;
  /** Ends the scheduler in order; runs go on under their supervisors. */
  shutdown(): Outcome<null>;
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
