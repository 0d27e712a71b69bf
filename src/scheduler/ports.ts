import type { Outcome } from '../protocol/errors';
import type { CommitHash, RunId, TaskId } from '../protocol/identity';
import type { RepositoryConfiguration } from '../protocol/configuration';
import type { Commit, ExecutorName } from '../protocol/run';
import type { EndRecord, LogGap, LogIndexEntry, RunSpecification } from '../protocol/run-folder';
import type { CommitAnswer, CommitRequest, WorkingFile, WriteFileRequest } from '../protocol/working-copy';

/** Time, in milliseconds. What people see is wall time; how long something takes is measured by a clock that nobody sets. */
export interface IClock {
  /** Since the epoch. It may be set forward and back at any moment. */
  now(): number;
  /** Of a clock that only goes forward. It stands still while the machine is suspended, as the time limits of runs do. */
  monotonic(): number;
  /** Since the machine was started, the time that it was suspended included. Never set. */
  uptime(): number;
  /** Resolves after `milliseconds` of {@link monotonic}, or as soon as `signal` is aborted. Never rejects. Waits 24 days at most. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The disk under the state directory. Both answer what stands against writing there, in plain words; null where nothing does. */
export interface IStateDisk {
  /** Costs microseconds: whether there is room. */
  glance(): string | null;
  /** By writing something. */
  probe(): string | null;
}

/** New identities. */
export interface IIds {
  /** Later ids sort after earlier ones. */
  newRunId(): RunId;
  newTaskId(): TaskId;
}

/** The scheduler's own log: a fixed sentence plus fields. */
export interface ILogger {
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void;
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void;
}

/** Something changed; whoever shows it reads the new state. */
export type DomainEvent =
  | { readonly kind: 'task'; readonly task: TaskId; readonly organisation: string }
  /** `ended`: it has ended just now, and its end is written down. */
  | { readonly kind: 'run'; readonly run: RunId; readonly task: TaskId; readonly organisation: string; readonly ended?: true }
  /** The same of a trial, which is kept out of the history. */
  | { readonly kind: 'trial'; readonly run: RunId; readonly organisation: string }
  | { readonly kind: 'organisation'; readonly organisation: string }
  /** Somebody should know of a task of the organisation. */
  | { readonly kind: 'notification'; readonly organisation: string }
  | { readonly kind: 'repository'; readonly url: string };

/** Tells others over HTTP. */
export interface IWebhooks {
  /** Sends `body` as JSON. Refused, in words without the address's secrets, where nobody took it. Never rejects. */
  post(url: string, body: unknown): Promise<Outcome<null>>;
}

/** Carries events from services to whoever shows them. Listeners must not throw. */
export interface IEvents {
  publish(event: DomainEvent): void;
  /** Returns what ends the subscription. */
  subscribe(listener: (event: DomainEvent) => void): () => void;
}

/** The head of the branch that tasks run from. */
export type Head = {
  readonly branch: string;
  readonly commit: Commit;
  /** When the remote was last asked, milliseconds since the epoch; now for a local repository. */
  readonly fetchedAt: number;
};

/** A file of a commit. `text` is null where it is too large or not UTF-8: `refusal` then says which. */
export type CommittedFile = {
  readonly path: string;
  /** Git's own id of the content. */
  readonly blob: string;
  readonly text: string | null;
  readonly refusal: string | null;
};

/** Files to read by their paths. */
export type FilesWanted = {
  readonly paths: readonly string[];
  readonly maxBytes: number;
  /** True: the caller knows this content of the file at `path`; it is not read, and `text` and `refusal` are null. */
  readonly isKnown: (path: string, blob: string) => boolean;
};

/** A working copy of one commit for one run. */
export interface ICheckout {
  /** Absolute path. */
  readonly root: string;
  /** Gives it back; it is cleaned in the background before anyone else gets it. */
  release(): void;
}

/** One git repository. Answers of git that a person can do something about are refusals `git_failed`. */
export interface IRepository {
  readonly url: string;
  /** True where the repository is a folder on this machine, which needs no fetch. */
  readonly local: boolean;
  head(): Promise<Outcome<Head>>;
  /** Asks the remote; does nothing for a local one. */
  fetch(signal: AbortSignal): Promise<Outcome<null>>;
  /** `peach.yaml` and the YAML files of `peach.conf` and its first-level subfolders, by path. */
  definitionFiles(commit: CommitHash): Promise<Outcome<readonly CommittedFile[]>>;
  /** The files that exist in the commit; a path that leaves the repository never exists. */
  readFiles(commit: CommitHash, wanted: FilesWanted): Promise<Outcome<ReadonlyMap<string, CommittedFile>>>;
  checkout(commit: CommitHash): Promise<Outcome<ICheckout>>;
  /** What a checkout of `commit` lacks, in plain words for the beginning of a run's log: contents of submodules and of Git LFS. */
  checkoutNotes(commit: CommitHash): Promise<readonly string[]>;
  /** Gets checkouts of `commit` ready in the background, for runs to come. */
  prepareCheckout(commit: CommitHash): void;
  /** The checkout that a run of an earlier scheduler still uses. */
  adoptCheckout(root: string): ICheckout;
  /** Removes every checkout of earlier schedulers but `roots`, in the background. Called once, after adoption. */
  reclaimCheckouts(roots: readonly string[]): void;
  /** Calls `changed` soon after the head may have moved. Returns what ends the watch. */
  watch(changed: () => void): () => void;
}

/** Opens repositories. */
export interface IGit {
  open(configuration: RepositoryConfiguration): Promise<Outcome<IRepository>>;
  /** Root of the working copy that holds `path`, or null. */
  workingCopyRoot(path: string): Promise<string | null>;
  /** The working copy that holds `path` (absolute), and its place in it; links are resolved. Null where there is none. */
  locate(path: string): Promise<{ readonly root: string; readonly path: string } | null>;
}

/** What an environment is made of. `requirements` are sorted and distinct. */
export type EnvironmentRequest = {
  readonly requirements: readonly string[];
  /** Version of the interpreter, e.g. 3.12; null: the scheduler's own. */
  readonly python: string | null;
};

/** A built environment. */
export type Environment = {
  readonly hash: string;
  /** Absolute path of its interpreter. */
  readonly python: string;
  /** Milliseconds since the epoch. */
  readonly builtAt: number;
};

/** Python environments, one folder for each content. */
export interface IEnvironments {
  /** Name of the environment for `request`, without building it. */
  hash(request: EnvironmentRequest): string;
  /** The built environment `hash`, or null where there is none that is whole. */
  find(hash: string): Promise<Environment | null>;
  /** Finds or builds it. A refusal carries the installer's last words as message and its whole log as details. */
  ensure(request: EnvironmentRequest, signal: AbortSignal): Promise<Outcome<Environment>>;
  /** Removes environments that are not among `used` and were not asked for for `unusedFor` milliseconds. Answers their hashes. */
  removeUnused(unused: { readonly used: ReadonlySet<string>; readonly unusedFor: number }): Promise<readonly string[]>;
  /** Ends what goes on in the background; resolves when nothing of it is left. */
  close(): Promise<void>;
}

/**
 * How a run ended. `vanished`: nobody is left who could tell, and nothing of it is left alive; `status` where it is known
 * all the same. `endedAt`: milliseconds since the epoch; null where only the clock of the one who found out can tell.
 */
export type RunEnd =
  | { readonly kind: 'ended'; readonly record: EndRecord }
  | { readonly kind: 'vanished'; readonly reason: string; readonly status?: 'TIMED_OUT' | 'KILLED'; readonly endedAt: number | null };

/** A run that somebody supervises. */
export interface IStartedRun {
  /** Resolves once, when the run has ended and its whole process tree is gone. Never rejects. */
  readonly ended: Promise<RunEnd>;
  /** When the supervisor claimed it, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Asks for the end of the whole tree; `ended` tells when it is so. `reason` is shown to people. */
  stop(reason: string): Promise<void>;
}

/** What an adoption finds. `unclaimed`: no supervisor ever took it, and none can any more. */
export type Adoption =
  | { readonly kind: 'running'; readonly run: IStartedRun }
  | { readonly kind: 'ended'; readonly end: RunEnd; readonly startedAt: number }
  | { readonly kind: 'unclaimed' };

/** Where runs are carried out. */
export interface IExecutor {
  readonly name: ExecutorName;
  /** Null where it can run tasks; else what is missing and what to do, in plain words. */
  unavailable(): string | null;
  /** Starts the run in `environment`. Rejects only when no user code was or will be started. */
  start(specification: RunSpecification, environment: Environment): Promise<IStartedRun>;
  /** What became of a run that an earlier scheduler started. A run never claimed is claimed by this call, so that it can't start later. */
  adopt(run: RunId): Promise<Adoption>;
  /** Lets go of what is kept ready for further runs; runs go on. */
  close(): void;
}

/** Bytes of a log, none of them dropped; `offset` counts the whole stream. */
export type LogPart = { readonly offset: number; readonly bytes: Uint8Array };

/** Bytes of a log with the part of the index that covers them. `gap`: what was dropped directly before them, where the reader comes from there. */
export type LogChunk = LogPart & { readonly index: readonly LogIndexEntry[]; readonly gap: LogGap | null };

/**
 * The logs of runs, by byte offset of the whole stream, while they are written and after. A run without a log file has an
 * empty one. Of a log over its limit the middle is dropped, and the gap grows while the run writes; a reader that is in
 * it goes on behind it.
 */
export interface ILogs {
  /** Bytes of the whole stream, the dropped ones too. */
  size(run: RunId): Promise<number>;
  /** Null while nothing was dropped. */
  gap(run: RunId): Promise<LogGap | null>;
  /** Bytes from `from` up to, not including, `to`; fewer where the log is shorter or a gap begins, from later on where they were dropped, none where all were. */
  read(run: RunId, from: number, to: number): Promise<LogPart>;
  /** Offset of the first byte of the last `lines` lines. The line that a gap cuts is two. It may be in a gap that moves just now. */
  tailOffset(run: RunId, lines: number): Promise<number>;
  /** When and on which stream the bytes from `from` up to, not including, `to` came; the first entry may stand before them. */
  times(run: RunId, from: number, to: number): Promise<readonly LogIndexEntry[]>;
  /**
   * Chunks from `offset` on as they come, at most 256 KiB each, at most 16 ms late (more with hundreds of followers); ends
   * when `ended` has resolved and all was read, or by `signal`. Followers at the same place are given the same chunk.
   */
  follow(run: RunId, offset: number, options: { readonly ended: Promise<unknown>; readonly signal: AbortSignal }): AsyncIterable<LogChunk>;
}

/** The folders and files of runs that the scheduler itself writes. */
export interface IRunFolders {
  /** Absolute path of the run's folder. */
  path(run: RunId): string;
  /** Makes the folder with its specification; other processes see it whole when this resolves. */
  create(specification: RunSpecification): Promise<void>;
  /** The specification of a run; null where the folder or the file is gone or unreadable. */
  specification(run: RunId): Promise<RunSpecification | null>;
  /** Notes that the run is to end and why, so that also a later scheduler knows. Rejects where it can't be written. */
  noteStop(run: RunId, reason: string): Promise<void>;
  /** The reason of the stop that was noted; null where none was. */
  notedStop(run: RunId): Promise<string | null>;
}

/** The folders that are named by runs: `run` holds specification, log and end record, `temporary` is the run's `TMPDIR`. */
export interface IRunLeftovers {
  /** Everything that is there, in no order; what comes or goes meanwhile may be missed. */
  names(kind: 'run' | 'temporary'): AsyncIterable<string>;
  /** Removes the folder with all that is in it; does nothing where it is gone. Rejects where something can't be removed. */
  remove(kind: 'run' | 'temporary', run: RunId): Promise<void>;
}

/** Names used in a cell's code and bound nowhere in it. */
type UndefinedName = { readonly name: string; /** From 1. */ readonly line: number };

/** Looks for undefined names in Python source. */
export interface INameChecker {
  /** Null where the checker is not installed. `syntaxErrors` are messages with the line, from 1. */
  check(
    source: string,
    signal: AbortSignal
  ): Promise<{
    readonly undefinedNames: readonly UndefinedName[];
    readonly syntaxErrors: readonly { readonly line: number; readonly message: string }[];
  } | null>;
}

/** Looks for Python modules, by their dotted names. */
export interface IModuleFinder {
  /** Those that are in one of the folders, or in the environment of the interpreter `python`, with the version of that, e.g. 3.12. */
  find(
    modules: readonly string[],
    places: { readonly folders: readonly string[]; readonly python: string | null }
  ): Promise<{ readonly modules: ReadonlySet<string>; readonly python: string | null }>;
}

/** A person's checkout just now. */
export type WorkingCopyState = {
  /** Null: no branch is checked out. */
  readonly branch: string | null;
  /** The branch that tasks of this repository run from. */
  readonly runsFrom: string;
  /** Definition files as they are on disk, by path; `text` null where one can't be read. */
  readonly definitionFiles: readonly { readonly path: string; readonly text: string | null }[];
};

/** The checkouts of people on this machine. `root` is the absolute path of a checkout's root. */
export interface IWorkingCopies {
  describe(root: string): Promise<Outcome<WorkingCopyState>>;
  readFile(root: string, path: string): Promise<Outcome<WorkingFile>>;
  /** Refused: working_copy_changed where the file is not as expected any more; bad_request where it is no definition file. */
  writeFile(request: WriteFileRequest): Promise<Outcome<WorkingFile>>;
  commit(request: CommitRequest): Promise<Outcome<CommitAnswer>>;
}
