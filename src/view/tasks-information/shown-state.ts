import type { RunId } from '../../protocol/identity';
import type { Organisation, Repository } from '../../protocol/organisation';
import type { Run } from '../../protocol/run';
import type { RunSummary } from '../../protocol/run-history';
import type { Task } from '../../protocol/task';

/** Where the connection to the scheduler stands. Times are milliseconds since the epoch. */
export type ShownConnection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting'; readonly since: number }
  | { readonly kind: 'disconnected'; readonly since: number; readonly nextAttempt: number | null }
  | { readonly kind: 'logged_out'; readonly since: number };

/** How the scheduler is, as the Jupyter server sees it; refused: it does not let this person use it. */
export type ShownScheduler = { readonly state: 'running' | 'starting' | 'stopped' | 'refused'; readonly reason: string | null };

/** One line of a log; `text` may have control sequences of a terminal. `stream` null: not the run's own, it says what was dropped here. */
export type ShownLine = { readonly text: string; readonly time: number | null; readonly stream: 'stdout' | 'stderr' | null };

/** A line by the block of the log that it begins in, and the lines before it there: it stays with the line. */
export type ShownLinePlace = { readonly block: number; readonly line: number };

/** The lines of a log, of which some are here. */
interface IShownLines {
  readonly lineCount: number;
  /** Null where it is not loaded. */
  line(index: number): ShownLine | null;
  place(index: number): ShownLinePlace;
  indexOf(place: ShownLinePlace): number;
  /** Bytes at the beginning whose lines are not counted yet, and so are none of these. */
  readonly uncountedBytes: number;
  /** When the newest bytes came, in milliseconds since the epoch; null where that is not known. */
  readonly lastTime: number | null;
}

/** The log of one execution. A new object for each change; null where it has not been asked for. */
export type ShownLog = {
  readonly state: 'loading' | 'following' | 'complete' | 'refused';
  readonly lines: IShownLines;
  readonly refusal: string | null;
  /** Why some lines can’t be loaded just now; null where all is well. */
  readonly problem: string | null;
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
  /** Newest first: all that the scheduler has, once `history` is complete. */
  readonly runs: readonly RunSummary[] | null;
  readonly history: 'loading' | 'complete' | 'failed';
  /** The chosen execution. */
  readonly run: RunId | null;
  /** The one execution whose log is shown; null: those of all. */
  readonly only: RunId | null;
  /** Oldest first. */
  readonly logs: readonly ShownLogSection[];
  /** Why the last act of the person had no effect. */
  readonly failure: string | null;
};
