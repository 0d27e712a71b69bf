import type { ExecutorName, Run, RunStatus } from '../protocol/run';
import type { RunId, TaskId, TaskKey } from '../protocol/identity';
import type { Problem } from '../protocol/problem';
import type { TaskDefinition } from '../protocol/task-definition';

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
  readonly lastRun: Run | null;
  readonly lastEndedRun: Run | null;
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
export type NewRun = Pick<Run, 'id' | 'task' | 'organisation' | 'commit' | 'trigger' | 'executor' | 'queued_at'>;

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

export type RunQuery = { readonly status: RunStatus | null; readonly limit: number; readonly before: RunId | null };

/** Tasks and what their definitions say. */
export interface ITaskStore {
  task(id: TaskId): TaskWithRuns | null;
  taskByKey(key: TaskKey): TaskWithRuns | null;
  /** Of one organisation, or of all: by organisation, removed ones last, in the order of their loops. */
  tasks(organisation: string | null): readonly TaskWithRuns[];
  tasksOfLoop(loop: string): readonly TaskWithRuns[];
  tasksOfRepository(repository: string): readonly TaskRecord[];
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
  runs(task: TaskId, query: RunQuery): readonly Run[];
  /** Queued and running ones, oldest first. */
  openRuns(): readonly Run[];
  /** The commit a queued run will really be made from. */
  setRunCommit(id: RunId, commit: Run['commit']): boolean;
  startRun(id: RunId, start: RunStart): boolean;
  /** Closes a queued or running run, and notes it with its task. */
  endRun(id: RunId, closure: RunClosure): boolean;
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

/** Everything that is remembered. Each call is durable when it returns. */
export interface IStore extends ITaskStore, IRunStore, IOrganisationStore {
  /** All of `work` or nothing; one flush. */
  transaction<T>(work: () => T): T;
  close(): void;
}
