import type { RunId } from '../../protocol/identity';
import type { Organisation, Repository } from '../../protocol/organisation';
import type { Run } from '../../protocol/run';
import type { Task } from '../../protocol/task';

/** Where the connection to the scheduler stands. Times are milliseconds since the epoch. */
export type ShownConnection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly since: number }
  | { readonly kind: 'disconnected'; readonly since: number; readonly nextAttempt: number | null };

/** How the scheduler is, as the Jupyter server sees it. */
export type ShownScheduler = { readonly state: 'running' | 'starting' | 'stopped'; readonly reason: string | null };

/** One line of a log; `text` may have control sequences of a terminal. `stream` null: not the run's own, it says what was dropped here. */
export type ShownLine = { readonly text: string; readonly time: number | null; readonly stream: 'stdout' | 'stderr' | null };

/** The lines of a log that are at hand. */
interface IShownLines {
  readonly lineCount: number;
  line(index: number): ShownLine;
  /** Bytes before the first of them. */
  readonly droppedBytes: number;
}

/** The log of one execution. A new object for each change; null where it has not been asked for. */
export type ShownLog = {
  readonly state: 'loading' | 'following' | 'complete' | 'refused';
  readonly lines: IShownLines;
  readonly refusal: string | null;
};

export type ShownLogSection = { readonly run: Run; readonly log: ShownLog | null };

/** Everything that *Tasks information* shows. Null means: not known yet, or none chosen. */
export type TasksInformationState = {
  readonly connection: ShownConnection;
  /** Asked for only while the connection is not live. */
  readonly scheduler: ShownScheduler | null;
  readonly organisations: readonly Organisation[] | null;
  readonly repositories: readonly Repository[];
  readonly organisation: Organisation | null;
  readonly tasks: readonly Task[] | null;
  readonly task: Task | null;
  /** Newest first. */
  readonly runs: readonly Run[] | null;
  /** The chosen execution. */
  readonly run: RunId | null;
  /** The one execution whose log is shown; null: those of all. */
  readonly only: RunId | null;
  /** Oldest first. */
  readonly logs: readonly ShownLogSection[];
  /** Why the last act of the person had no effect. */
  readonly failure: string | null;
};
