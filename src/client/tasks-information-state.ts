import type { RunId } from '../protocol/identity';
import type { Organisation, Repository } from '../protocol/organisation';
import type { Run } from '../protocol/run';
import type { RunSummary } from '../protocol/run-history';
import type { Task } from '../protocol/task';
import type { ConnectionState } from './connection-state';
import type { FollowedLog } from './log-store';
import type { OlderRunsState } from './older-runs';

/** How the scheduler is, as the Jupyter server sees it; refused: it does not let this person use it. */
export type SchedulerStatus = { readonly state: 'running' | 'starting' | 'stopped' | 'refused'; readonly reason: string | null };

/** The log of one execution; null where it has not been asked for. */
type LogSection = { readonly run: Run; readonly log: FollowedLog | null };

/** Everything that *Tasks information* shows. Null means: not known yet, or none chosen. */
export type TasksInformationState = {
  readonly connection: ConnectionState;
  /** Asked for only while the connection is not live. */
  readonly scheduler: SchedulerStatus | null;
  readonly organisations: readonly Organisation[] | null;
  readonly repositories: readonly Repository[];
  readonly organisation: Organisation | null;
  readonly tasks: readonly Task[] | null;
  readonly task: Task | null;
  /** Newest first: all that the scheduler has, once `history` is complete. */
  readonly runs: readonly RunSummary[] | null;
  readonly history: OlderRunsState;
  /** The chosen execution. */
  readonly run: RunId | null;
  /** The one execution whose log is shown; null: those of all. */
  readonly only: RunId | null;
  /** Oldest first. */
  readonly logs: readonly LogSection[];
  /** Why the last act of the person had no effect. */
  readonly failure: string | null;
};
