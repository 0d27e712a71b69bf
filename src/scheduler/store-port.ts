import type { OldRun } from '../core/retention/may-remove';
import type { NewestRuns } from '../core/retention/protected-runs';
import type { DueOutcome, DueTime } from '../protocol/due-time';
import type { Json } from '../protocol/json';
import type { Notification } from '../protocol/notification';
import type { ExecutorName, Run, RunStatus } from '../protocol/run';
import type { RunSummary } from '../protocol/run-history';
import type { RunId, TaskId, TaskKey } from '../protocol/identity';
import type { Problem } from '../protocol/problem';
import type { MissedChoice, TaskDefinition } from '../protocol/task-definition';

/** What is kept of a task's definition: enough to show it when its file is gone. */
export type StoredDefinition = {
  readonly definition: TaskDefinition;
  readonly executor: ExecutorName;
  /** Seconds. */
  readonly timeout: number;
  readonly held: string | null;
  /** Place of the entry cell among all cells, from 1; null where it was not found. */
  readonly cell: number | null;
};

/** A task as it is kept. */
export type TaskRecord = {
  readonly id: TaskId;
  readonly key: TaskKey;
  readonly organisation: string;
  readonly name: string;
  readonly repository: string;
  readonly file: string;
  readonly line: number;
  /** Place in its loop: tasks of one loop run in this order. */
  readonly position: number;
  readonly loop: string;
  /** The last good definition; null where it never had one. */
  readonly stored: StoredDefinition | null;
  readonly invalid: boolean;
  readonly removed: boolean;
  readonly problems: readonly Problem[];
};

/** A task with what its runs have left. */
export type TaskWithRuns = TaskRecord & {
  /** The last lap of its loop that it ran in; 0 before the first. */
  readonly lap: number;
  /** Seconds its last ended run of a lap took; null before the first. */
  readonly lastDuration: number | null;
  /** Seconds: median of its recent successes; null before the first. */
  readonly expectedDuration: number | null;
  /** Of all its runs, those that are not kept any more included. A run that a person stopped counts as neither. */
  readonly successes: number;
  readonly failures: number;
  /** Nothing of it starts by itself. */
  readonly paused: boolean;
  /** When its last run is tried again, milliseconds since the epoch; null: it is not. */
  readonly retryAt: number | null;
  readonly lastRun: Run | null;
  readonly lastEndedRun: Run | null;
};

/** A task as its loop sees it at every turn: read often, so without what only people look at. */
export type LoopTask = Pick<TaskRecord, 'id' | 'key' | 'organisation' | 'name' | 'repository' | 'invalid' | 'removed'> &
  Pick<TaskWithRuns, 'lap' | 'lastDuration' | 'paused' | 'retryAt'> & {
    /** It has due times in place of a turn in each lap. */
    readonly scheduled: boolean;
    readonly stored: { readonly held: string | null; readonly definition: { readonly disabled: boolean } } | null;
  };

/** The environment an organisation uses. */
export type EnvironmentRecord = {
  readonly hash: string;
  readonly requirements: readonly string[];
  /** Milliseconds since the epoch. */
  readonly builtAt: number;
};

export type OrganisationRecord = { readonly id: number; readonly codops: string; readonly environment: EnvironmentRecord | null };

/** Where a loop stands. Times in milliseconds since the epoch, the duration in seconds. */
export type LoopRecord = {
  readonly name: string;
  readonly lap: number;
  readonly lapStartedAt: number | null;
  readonly lapEndedAt: number | null;
  readonly lastLapDuration: number | null;
};

/** What is known of a run when it is queued. */
export type NewRun = Pick<Run, 'id' | 'task' | 'organisation' | 'commit' | 'trigger' | 'executor' | 'queued_at'> & {
  /** 1 where it is absent. */
  readonly attempt?: number;
  /** In place of those of the definition. */
  readonly args?: Readonly<Record<string, Json>> | null;
};

/** What is learned when a run starts. */
export type RunStart = { readonly startedAt: number; readonly environment: string };

/** What is learned when a run ends. Times in milliseconds since the epoch. */
export type RunClosure = {
  readonly status: Exclude<RunStatus, 'QUEUED' | 'RUNNING'>;
  readonly reason: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly exitCode: number | null;
  readonly signal: number | null;
  readonly cpuSeconds: number | null;
  readonly peakMemory: number | null;
  readonly logBytes: number;
  readonly result: unknown;
};

/** A page of runs in short. */
export type HistoryQuery = { readonly limit: number; readonly before: RunId | null };

export type RunQuery = { readonly status: RunStatus | null; readonly limit: number; readonly before: RunId | null };

/** Which file defines a task. */
export type TaskFile = Pick<TaskRecord, 'id' | 'key' | 'organisation' | 'file'>;

/** Which task, and whose. */
export type TaskName = Pick<TaskRecord, 'id' | 'organisation'>;

/** How often a task has run, as {@link TaskWithRuns} counts. */
export type TaskCounts = Pick<TaskRecord, 'organisation' | 'name'> & Pick<TaskWithRuns, 'successes' | 'failures'>;

/** Numbers of tasks. `byStatus`: by the status of their last ended run, `NEVER` without one; `invalid`: by their definitions. */
export type TaskTotals = {
  readonly byStatus: Readonly<Record<string, number>>;
  readonly running: number;
  readonly invalid: number;
  readonly repositories: readonly string[];
};

/** A run that is to be tried again. `at` in milliseconds since the epoch. */
export type PlannedRetry = { readonly task: TaskId; readonly at: number; readonly run: RunId };

/** What is followed: patterns and time zone as one text; `since` in milliseconds since the epoch. */
export type FollowedSchedule = { readonly text: string; readonly since: number };

/** A task with a schedule, as far as its due times ask for it. Times in milliseconds since the epoch. */
export type ScheduledTask = Pick<TaskRecord, 'id' | 'key' | 'organisation' | 'repository' | 'loop' | 'removed' | 'invalid'> & {
  readonly paused: boolean;
  readonly stored: { readonly held: string | null; readonly definition: { readonly disabled: boolean } };
  /** Of its last good definition; none where that has none any more. */
  readonly schedule: readonly string[];
  readonly timezone: string | null;
  readonly missed: MissedChoice;
  /** {@link FollowedSchedule.text}; null: none was followed so far. */
  readonly followed: string | null;
  readonly since: number | null;
  /** Its newest due time of which it is known what became of it. */
  readonly last: number | null;
};

export type NewDueTime = {
  readonly task: TaskId;
  readonly dueAt: number;
  readonly outcome: DueOutcome;
  readonly reason: string | null;
  readonly run: RunId | null;
};

/** `before` in milliseconds since the epoch. */
export type DueTimeQuery = { readonly before: number | null; readonly limit: number };

/** Tasks and what their definitions say. */
export interface ITaskStore {
  task(id: TaskId): TaskWithRuns | null;
  taskByKey(key: TaskKey): TaskWithRuns | null;
  /** Of one organisation, or of all: by organisation, removed ones last, in the order of their loops. */
  tasks(organisation: string | null): readonly TaskWithRuns[];
  /** Of one organisation, or of all, in no order. */
  taskNames(organisation: string | null): readonly TaskName[];
  /** Those of master, in the order of a lap. */
  tasksOfLoop(loop: string): readonly LoopTask[];
  /** Loops that have a task of master. */
  loopNames(): readonly string[];
  repositoriesOfLoop(loop: string): readonly string[];
  /** Of every task there ever was. */
  taskCounts(): readonly TaskCounts[];
  /** What the organisation's tasks of master come to. */
  taskTotals(organisation: string): TaskTotals;
  /** The repository's tasks of master, in no order. */
  taskFiles(repository: string): readonly TaskFile[];
  /** Inserts the task or replaces everything its definition says. */
  saveTask(task: TaskRecord): void;
  markTaskRemoved(id: TaskId): void;
  /** Notes that the task has had its turn in `lap`. */
  setTaskLap(id: TaskId, lap: number): void;
}

/** Runs. A change names the state it expects; false: someone else was first. */
export interface IRunStore {
  insertRun(run: NewRun): void;
  run(id: RunId): Run | null;
  /** The arguments that the run was asked for with; null: those of its definition. */
  runArgs(id: RunId): Readonly<Record<string, Json>> | null;
  /** A run of the task that waits for its turn; null where none does. */
  queuedRun(task: TaskId): RunId | null;
  runs(task: TaskId, query: RunQuery): readonly Run[];
  /** Newest first. */
  history(task: TaskId, query: HistoryQuery): readonly RunSummary[];
  /** Queued and running ones, oldest first. */
  openRuns(): readonly Run[];
  /** The greatest id of all runs, null where there is none. */
  newestRunId(): RunId | null;
  /** The commit a queued run will really be made from. */
  setRunCommit(id: RunId, commit: Run['commit']): boolean;
  startRun(id: RunId, start: RunStart): boolean;
  /** Closes a queued or running run, and notes it with its task, which tries it again at `retryAt` (milliseconds since the epoch) where that is given. */
  endRun(id: RunId, closure: RunClosure, retryAt?: number | null): boolean;
  /**
   * Resolves when all that was written before survives a loss of power, without holding up the event loop; calls of one
   * moment share the work. For what people are told of: that a run was taken, and how it ended.
   */
  flush(): Promise<void>;
}

export type SurplusQuery = { readonly kept: number; readonly after: RunId | null; readonly limit: number };

/** What lets old runs go. */
export interface IRetentionStore {
  /** The newest run of each status of the task, and those the task points at. */
  newestRuns(task: TaskId): NewestRuns;
  /** Runs older than the `kept` newest ones of the task, oldest first, from behind `after` on. */
  surplusRuns(task: TaskId, query: SurplusQuery): readonly OldRun[];
  /** When the log of the run was removed, milliseconds since the epoch; null where it was not. */
  logRemovedAt(run: RunId): number | null;
  /** Notes that the logs of these runs are removed at `now`; the first time counts. One flush. */
  markLogsRemoved(runs: readonly RunId[], now: number): void;
  /** Forgets these runs, but those that have not ended. One flush. */
  deleteRuns(runs: readonly RunId[]): void;
}

/** Due times, retries, and what keeps from both. */
export interface ITriggerStore {
  /** Tasks that have a schedule, and those whose schedule was followed until now, in the order of a lap. */
  schedules(): readonly ScheduledTask[];
  followSchedule(task: TaskId, followed: FollowedSchedule | null): void;
  /**
   * A due time that is known already stays what it is, but that one without a run may get one: a clock that was set forward
   * and back made it known before it came. False: it stayed.
   */
  noteDueTime(due: NewDueTime): boolean;
  /** Newest first. */
  dueTimes(task: TaskId, query: DueTimeQuery): readonly DueTime[];
  /** Forgets the due times of the task but for the `kept` newest. Answers how many. */
  trimDueTimes(task: TaskId, kept: number): number;
  /** The soonest first. */
  plannedRetries(): readonly PlannedRetry[];
  clearRetry(task: TaskId): void;
  setTaskPaused(task: TaskId, paused: boolean): void;
  setLoopPaused(loop: string, paused: boolean): void;
  pausedLoops(): readonly string[];
  setAllPaused(paused: boolean): void;
  allPaused(): boolean;
}

/** A notification that its webhook has not taken yet. */
export type PendingNotification = {
  readonly id: number;
  readonly notification: Notification;
  /** Those that failed. */ readonly attempts: number;
};

/** What webhooks are still to be told. */
export interface INotificationStore {
  /** Answers the notification's number. */
  addNotification(webhook: string, notification: Notification): number;
  /** The oldest first. */
  pendingNotifications(webhook: string): readonly PendingNotification[];
  /** Counts one that failed. */
  noteAttempt(id: number): void;
  removeNotification(id: number): void;
  /** Forgets those of every other webhook. */
  keepNotificationsOf(webhooks: readonly string[]): void;
}

/** Organisations and loops. */
export interface IOrganisationStore {
  organisations(): readonly OrganisationRecord[];
  organisation(codops: string): OrganisationRecord | null;
  /** Makes the organisation known if it is not. */
  ensureOrganisation(codops: string): OrganisationRecord;
  saveEnvironment(codops: string, environment: EnvironmentRecord): void;
  loop(name: string): LoopRecord;
  saveLoop(loop: LoopRecord): void;
}

/**
 * Everything that is remembered. What a call wrote survives the death of this process when it returns; a loss of power too,
 * but for runs and laps, which come often: {@link IRunStore.flush} tells.
 */
export interface IStore extends ITaskStore, IRunStore, IRetentionStore, ITriggerStore, INotificationStore, IOrganisationStore {
  /** All of `work` or nothing; one flush. */
  transaction<T>(work: () => T): T;
  close(): void;
}
