import type { RunId, TaskId } from '../../protocol/identity';
import type { LogSearchAnswer } from '../../protocol/log-lines';

/** A place in a file of a repository. */
export type FilePlace = {
  /** Url or path of the repository; null where it is not known. */
  readonly repository: string | null;
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
};

/** The bytes of a log, or why there are none. */
export type LogBytes =
  { readonly ok: true; readonly value: Uint8Array } | { readonly ok: false; readonly failure: { readonly message: string } };

/** What is searched for in a log, in the lines that begin at byte `from` or later. */
type LogSearchWish = {
  readonly words: string;
  readonly matchCase: boolean;
  readonly from: number;
  /** Resolves when nobody waits for the matches any more. */
  readonly cancelled: Promise<unknown>;
};

/** Searches the whole log of a run. */
export type SearchLog = (
  run: RunId,
  wish: LogSearchWish
) => Promise<
  { readonly ok: true; readonly value: LogSearchAnswer } | { readonly ok: false; readonly failure: { readonly message: string } }
>;

/** What a person can do on the screen. Null: not possible in this place, and not offered. */
export type TasksInformationActions = {
  readonly selectOrganisation: (codops: string) => void;
  readonly selectTask: (task: TaskId | null) => void;
  readonly selectRun: (run: RunId | null) => void;
  readonly showBelow: (run: RunId) => void;
  readonly showAll: () => void;
  readonly loadLog: (run: RunId) => void;
  /** Goes on loading older executions where that failed. */
  readonly loadOlder: () => void;
  readonly runNow: (task: TaskId) => void;
  readonly stop: (run: RunId) => void;
  readonly setTaskPaused: (task: TaskId, paused: boolean) => void;
  readonly setLoopPaused: (loop: string, paused: boolean) => void;
  /** The whole log of a run. */
  readonly readLog: (run: RunId) => Promise<LogBytes>;
  /** Lines `first` to `last` of a log are looked at: they are loaded where they are not. */
  readonly needLines: (run: RunId, first: number, last: number) => void;
  readonly searchLog: SearchLog;
  readonly retryNow: () => void;
  readonly dismissFailure: () => void;
  /** Opens the editor at a place. */
  readonly openFile: ((place: FilePlace) => void) | null;
  /** Opens the form on a task’s definition; absent: not in this place. */
  readonly editTask?: (task: TaskId) => void;
  readonly openGuide: (() => void) | null;
  readonly openInMainArea: (() => void) | null;
  readonly startScheduler: (() => void) | null;
  /** Opens the page where a person logs in to the Jupyter server. */
  readonly logIn: (() => void) | null;
  /** Opens the panel that says what is wrong with Jupyter’s half and the scheduler’s, and what to do. */
  readonly openDoctor: (() => void) | null;
};
