import type { Outcome } from '../protocol/errors';
import type { CommitHash, RunId } from '../protocol/identity';
import type { Commit, Run } from '../protocol/run';
import type { CommittedFile, FilesWanted } from './ports';

/** A trial as it is kept. */
export type TrialRecord = {
  readonly run: Run;
  /** Of the task. */
  readonly name: string;
  /** What its environment is made of. */
  readonly requirements: readonly string[];
};

/** Trials. They are few, and gone soon. */
export interface ITrialStore {
  insertTrial(trial: TrialRecord): void;
  trial(run: RunId): TrialRecord | null;
  /** Oldest first. */
  trials(): readonly TrialRecord[];
  /** Replaces the run of the trial, unless it has ended; false: it has, or is not there. */
  updateTrialRun(run: Run): boolean;
  deleteTrial(run: RunId): void;
}

/** What is taken of a working copy. */
export type SnapshotRequest = {
  /** Names the snapshot. */
  readonly run: RunId;
  /** Absolute path of the root of the working copy. */
  readonly root: string;
  /** What stands at `path`, relative to the root, in place of the file there; null: the file. */
  readonly notebook: { readonly path: string; readonly text: string } | null;
  readonly subject: string;
};

/** A working copy as it was at one moment, as a commit of a repository of its own. */
export interface ISnapshot {
  readonly commit: Commit & { readonly hash: CommitHash };
  definitionFiles(): Promise<Outcome<readonly CommittedFile[]>>;
  readFiles(wanted: FilesWanted): Promise<Outcome<ReadonlyMap<string, CommittedFile>>>;
  /** Absolute path of a folder with its files. To be called once. */
  checkout(): Promise<Outcome<string>>;
  /** What that folder lacks, in plain words for the beginning of the log. */
  checkoutNotes(): Promise<readonly string[]>;
}

/** Snapshots of the working copies of people on this machine. */
export interface ISnapshots {
  /**
   * Takes everything that `git add --all` would: neither the working copy nor its repository is touched.
   * Refused: git_failed, too_large where too much of it is neither committed nor ignored, disk_full.
   */
  take(request: SnapshotRequest, signal: AbortSignal): Promise<Outcome<ISnapshot>>;
  /** Names of all that is there of snapshots. */
  names(): Promise<readonly string[]>;
  /** Removes the snapshot with its checkout; does nothing where it is gone. Never rejects. */
  remove(run: RunId): Promise<void>;
}
