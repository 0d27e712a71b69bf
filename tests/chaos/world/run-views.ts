import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../../src/protocol/run-folder';
import type { ClaimFact, Journal, Moment, ProcessFact } from '../history/history';
import { linesOf, startOf } from '../history/journal-facts';
import { parseJournal } from '../history/parse-journal';
import { allPids, childrenOf, commandOf, lives, markerOf, parentOf, processFact } from './processes';

/** Who claimed a run, and who writes the end record if that one is killed; null where nobody does. */
type Claimed = { readonly run: string; readonly supervisor: ProcessFact; readonly warmParent: ProcessFact | null };

/**
 * A run that lived when it was looked at: its supervisor did, and there was no end record. A moment later its supervisor may
 * have written that and gone on to another run. `main`: the user's process; null before its code began, and after its end.
 */
export type LiveRun = Claimed & { readonly task: string | null; readonly main: ProcessFact | null };

type RunStart = { readonly run: string; readonly task: string; readonly at: Moment };

/** What the harness sees of runs by itself: journals, claims, processes. */
export interface IRunViews {
  journal(run: string): Journal | null;
  journals(): readonly Journal[];
  /** Runs that have a journal. */
  journaledRuns(): readonly string[];
  /** When the code of each run began; a start never changes, so each journal is read for it once. */
  starts(): readonly RunStart[];
  claims(): readonly ClaimFact[];
  liveRuns(): readonly LiveRun[];
  /** True now, where its claim is there and its end record is not. */
  isOpen(run: string): boolean;
  /** The user's process of a run whose supervisor stands still; null where there is none, or none any more. */
  mainOf(run: LiveRun): ProcessFact | null;
  /** The warm parents of this state directory. */
  warmParents(): readonly number[];
  log(run: string): Uint8Array;
}

export function createRunViews(folders: { readonly stateDir: string; readonly journals: string }): IRunViews {
  const runs = join(folders.stateDir, 'runs');
  const journal = (run: string): Journal | null => {
    const file = join(folders.journals, run);
    return existsSync(file) ? parseJournal(run, readFileSync(file, 'utf8')) : null;
  };
  const journaledRuns = (): readonly string[] => list(folders.journals);
  const claimed = new Map<string, Claimed>();
  const started = new Map<string, RunStart>();
  const allClaims = (): readonly Claimed[] => list(runs).flatMap(run => remember(claimed, run, () => claimIn(runs, run)) ?? []);
  const ended = new Set<string>();
  const isOpen = (run: string): boolean => existsSync(join(runs, run, 'claim')) && !existsSync(join(runs, run, 'end.json'));
  const isLive = ({ run, supervisor }: Claimed): boolean => {
    if (!ended.has(run) && !(isOpen(run) && lives(supervisor))) {
      ended.add(run);
    }
    return !ended.has(run);
  };
  return {
    journal,
    journals: () => journaledRuns().flatMap(run => journal(run) ?? []),
    journaledRuns,
    starts: () => journaledRuns().flatMap(run => remember(started, run, () => startIn(journal(run))) ?? []),
    claims: () => allClaims().map(({ run, supervisor }) => ({ run, pid: supervisor.pid })),
    liveRuns: () =>
      allClaims()
        .filter(isLive)
        .map(claim => liveRun(claim, journal(claim.run))),
    isOpen,
    mainOf: run => mainOf(run, journal(run.run)),
    warmParents: () => {
      const known = new Set(list(runs));
      return allPids().filter(pid => isWarmParent(pid, folders.stateDir) && !known.has(markerOf(pid) ?? ''));
    },
    log: run => (existsSync(join(runs, run, 'log')) ? readFileSync(join(runs, run, 'log')) : new Uint8Array())
  };
}

function liveRun(claim: Claimed, journal: Journal | null): LiveRun {
  const main = toldMain(journal);
  return { ...claim, task: journal?.task ?? null, main: main !== null && lives(main) ? main : null };
}

function toldMain(journal: Journal | null): ProcessFact | null {
  return journal === null ? null : (startOf(journal)?.process ?? null);
}

/**
 * Once it has told who it is, nobody else is it: when it has ended, its orphans are its supervisor's children. Before, it
 * is the first child that has the mark of the run: a supervisor may have forked the process of its next run ahead.
 */
function mainOf({ run, supervisor }: LiveRun, journal: Journal | null): ProcessFact | null {
  const told = toldMain(journal);
  if (told !== null) {
    return lives(told) ? told : null;
  }
  const pid = childrenOf(supervisor.pid).find(child => markerOf(child) === run);
  return pid === undefined ? null : processFact(pid);
}

/** Every process that the run told of, and which still lives. */
export function livingProcesses(journal: Journal): readonly ProcessFact[] {
  return [...linesOf(journal, 'start'), ...linesOf(journal, 'child')].map(line => line.process).filter(lives);
}

/** A cancelled run's claim stands at the beginning of the epoch: nobody started it. */
function claimIn(runs: string, run: string): Claimed | null {
  try {
    const { pid, start_time, claimed_at, warm_parent } = JSON.parse(readFileSync(join(runs, run, 'claim'), 'utf8')) as Claim;
    const warmParent = warm_parent == null ? null : { pid: warm_parent.pid, startTime: warm_parent.start_time };
    return claimed_at === 0 ? null : { run, supervisor: { pid, startTime: start_time }, warmParent };
  } catch {
    return null; // nobody claimed it yet
  }
}

function startIn(journal: Journal | null): RunStart | null {
  const start = journal === null ? null : startOf(journal);
  return journal === null || start === null ? null : { run: journal.run, task: journal.task, at: start.at };
}

/** What `find` answers, asked again until it is something. */
function remember<T>(known: Map<string, T>, key: string, find: () => T | null): T | null {
  const found = known.get(key) ?? find();
  if (found !== null) {
    known.set(key, found);
  }
  return found;
}

/** What is forked from it shows its command line, but is its child, or has the mark of a run. */
function isWarmParent(pid: number, stateDir: string): boolean {
  const parent = parentOf(pid);
  return isWarmCommand(pid, stateDir) && parent !== null && !isWarmCommand(parent, stateDir);
}

function isWarmCommand(pid: number, stateDir: string): boolean {
  const command = commandOf(pid);
  return command.includes('--warm') && command.includes(stateDir);
}

function list(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
