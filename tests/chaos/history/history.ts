import type { DueOutcome } from '../../../src/protocol/due-time';
import type { RunStatus, RunTrigger } from '../../../src/protocol/run';

/** Milliseconds of the machine's monotonic clock: the same for every process, and no fault touches it. */
export type Moment = number;

/** What the harness knows of a task: it wrote its definition. `timeout` in milliseconds. `scheduled`: due each minute, not in laps. */
export type TaskFact = {
  readonly key: string;
  readonly loop: string;
  readonly repository: string;
  readonly timeout: number;
  readonly scheduled: boolean;
};

/** A run now that was acknowledged. */
type AskedRun = { readonly run: string; readonly task: string; readonly at: Moment };

/** A stop that was asked for; not `acknowledged` where the scheduler died before it answered, so that both may be true. */
export type StopRequest = { readonly run: string; readonly at: Moment; readonly acknowledged: boolean };

/** How the code of a run is about to end, in its own words. */
export type OwnEnding =
  | { readonly kind: 'return' }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'raise'; readonly message: string }
  | { readonly kind: 'signal'; readonly signal: number };

/** A process that told its pid and start time, so that it can be recognised. */
export type ProcessFact = { readonly pid: number; readonly startTime: number };

/** One line of what the code of a run wrote down itself, outside of everything the scheduler owns. */
export type JournalLine = { readonly at: Moment } & (
  | {
      readonly kind: 'start';
      readonly process: ProcessFact;
      /** Pid of its parent. */
      readonly parent: number;
      /** Number of the commit in a file of its checkout, and in its own source. */
      readonly file: number;
      readonly source: number;
    }
  | { readonly kind: 'printed'; readonly lines: number }
  | { readonly kind: 'child'; readonly process: ProcessFact }
  /** A sign of life of a child. */
  | { readonly kind: 'tick' }
  | { readonly kind: 'ending'; readonly how: OwnEnding }
);

/** The journal of one run. */
export type Journal = { readonly run: string; readonly task: string; readonly lines: readonly JournalLine[] };

/** A run as the scheduler tells of it. `duration` in milliseconds. */
export type StoredRun = {
  readonly id: string;
  readonly task: string;
  readonly status: RunStatus;
  readonly reason: string | null;
  readonly exitCode: number | null;
  readonly signal: number | null;
  readonly duration: number | null;
  readonly commit: string;
  readonly trigger: RunTrigger;
};

/**
 * What the scheduler says became of a due time; `dueAt` in milliseconds since the epoch, of a clock that faults set. `known`: it was
 * there at an earlier rest; it may have got its run since, where the clock had been ahead of it.
 */
export type DueTimeFact = {
  readonly task: string;
  readonly dueAt: number;
  readonly outcome: DueOutcome;
  readonly run: string | null;
  readonly known: boolean;
};

/** Who claimed a run. */
export type ClaimFact = { readonly run: string; readonly pid: number };

export const FAULT_KINDS = [
  'kill_scheduler',
  'kill_run',
  'kill_supervisor',
  'kill_warm_parent',
  'kill_supervisor_and_warm_parent',
  'kill_everything',
  'freeze_scheduler',
  'freeze_supervisor',
  'freeze_run',
  'fill_disk',
  'read_only',
  'remote_corrupt',
  'remote_force_push',
  'remote_away',
  'resolver',
  'cut_socket',
  'clock'
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** A process of a run that a fault killed or froze. */
export type Victim = { readonly run: string; readonly role: 'run' | 'supervisor' };

/**
 * A fault that was done, from its first act to its repair. A killed scheduler counts as repaired when the next one has been
 * started: when that had looked at the runs is told by its {@link SchedulerLife}.
 */
export type FaultFact = {
  readonly kind: FaultKind;
  readonly from: Moment;
  readonly until: Moment;
  readonly victims: readonly Victim[];
  /** True where a warm parent that could have ended what a supervisor left lived on. */
  readonly warmParentLived: boolean;
  /** Loops that this fault may hold up. */
  readonly holds: readonly string[];
};

/** A process of a run that lived when the run had ended. */
export type Stray = { readonly run: string; readonly pid: number; readonly command: string; readonly at: Moment };

/** What somebody who followed a log got, over all reconnections, up to when it was told of the end or gave up. */
export type Following = {
  readonly run: string;
  readonly until: Moment;
  readonly bytes: Uint8Array;
  /** True once the scheduler said that this was all. */
  readonly complete: boolean;
  /** Frames that did not begin where the last one ended. */
  readonly jumps: readonly string[];
};

/** What SQLite says of the store. */
export type StoreLook = { readonly when: string; readonly problems: readonly string[] };

/** An answer to a run now while the disk was full. */
type FullDiskAnswer = { readonly at: Moment; readonly status: number; readonly code: string | null; readonly message: string };

/** A commit of a repository, numbered from 1; made between two moments. */
export type CommitFact = {
  readonly repository: string;
  readonly hash: string;
  readonly number: number;
  readonly from: Moment;
  readonly until: Moment;
};

/** A stretch of time in which the loop is due to start `wanted` runs, and what it must not wait for. */
type Due = {
  readonly loop: string;
  readonly from: Moment;
  readonly until: Moment;
  readonly wanted: number;
  readonly despite: string;
};

/**
 * A scheduler, from the moment in which its process was made. `ready`: when it answered, and so had found out what became of
 * every run; before that it has seen nothing. Null where it ended before. `until`: its end; null where it lives.
 */
export type SchedulerLife = { readonly from: Moment; readonly ready: Moment | null; readonly until: Moment | null };

/** A scheduler that ended though nobody killed it, with its last words. */
export type SchedulerEnd = { readonly at: Moment; readonly words: string };

/** Everything that was asked, done and seen, from one rest to the next: at its end all tasks are disabled and everything has ended. */
export type History = {
  readonly tasks: readonly TaskFact[];
  readonly asked: readonly AskedRun[];
  readonly stops: readonly StopRequest[];
  readonly journals: readonly Journal[];
  readonly runs: readonly StoredRun[];
  readonly claims: readonly ClaimFact[];
  readonly faults: readonly FaultFact[];
  readonly strays: readonly Stray[];
  /** Bytes by run. */
  readonly logs: ReadonlyMap<string, Uint8Array>;
  readonly followings: readonly Following[];
  readonly storeLooks: readonly StoreLook[];
  readonly fullDiskAnswers: readonly FullDiskAnswer[];
  readonly commits: readonly CommitFact[];
  readonly dues: readonly Due[];
  /** All that there ever were, by task, the oldest first. */
  readonly dueTimes: readonly DueTimeFact[];
  readonly schedulerEnds: readonly SchedulerEnd[];
  /** Those of earlier rounds too. */
  readonly schedulers: readonly SchedulerLife[];
  /** What the harness waited for at the rest, for as long as it may take, and which did not come. */
  readonly vainWaits: readonly string[];
};
