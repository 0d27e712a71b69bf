import type { ErrorCode } from '../protocol/errors';
import type { RunId } from '../protocol/identity';

/** A change that somebody asked for. */
export type AuditEntry = {
  readonly principal: 'owner' | 'member' | 'run';
  readonly name: string;
  readonly action: 'run_now' | 'stop_run' | 'try_task' | 'pause' | 'resume' | 'write_file' | 'commit_files' | 'attach' | 'shutdown';
  /** Null: it concerns none, or more than one. */
  readonly organisation: string | null;
  /** What it is done to: the key of a task, the id of a run, a path. */
  readonly subject: string;
  /** Why it was refused; null where it was done. */
  readonly refused: ErrorCode | null;
};

/** Keeps who changed what. */
export interface IAudit {
  /** Never throws. */
  note(entry: AuditEntry): void;
}

/** Short-lived secrets of runs, with which their code reaches the scheduler. */
export interface IRunTokens {
  tokenOf(run: RunId): string;
  /** The run whose token this is; null where it is none. Whether the run goes on is not asked. */
  runOf(token: string): RunId | null;
}
