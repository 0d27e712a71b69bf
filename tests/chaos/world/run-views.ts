import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../../src/protocol/run-folder';
import type { ClaimFact, Journal, Moment, ProcessFact } from '../history/history';
import { linesOf, startOf } from '../history/journal-facts';
import { parseJournal } from '../history/parse-journal';
import { allPids, commandOf, lives, markerOf, parentOf, processFact } from './processes';

/** A run whose supervisor lives. `main`: the user's process; null before its code began. */
export type LiveRun = {
  readonly run: string;
  readonly task: string | null;
  readonly supervisor: number;
  readonly main: ProcessFact | null;
};

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
  const claimed = new Map<string, ClaimFact>();
  const started = new Map<string, RunStart>();
  const claims = (): readonly ClaimFact[] => list(runs).flatMap(run => remember(claimed, run, () => claimIn(runs, run)) ?? []);
  const ended = new Set<string>();
  const isOpen = ({ run, pid }: ClaimFact): boolean => {
    if (!ended.has(run) && (existsSync(join(runs, run, 'end.json')) || processFact(pid) === null)) {
      ended.add(run);
    }
    return !ended.has(run);
  };
  return {
    journal,
    journals: () => journaledRuns().flatMap(run => journal(run) ?? []),
    journaledRuns,
    starts: () => journaledRuns().flatMap(run => remember(started, run, () => startIn(journal(run))) ?? []),
    claims,
    liveRuns: () =>
      claims()
        .filter(isOpen)
        .map(({ run, pid }) => liveRun(run, pid, journal(run))),
    warmParents: () => {
      const known = new Set(list(runs));
      return allPids().filter(pid => isWarmParent(pid, folders.stateDir) && !known.has(markerOf(pid) ?? ''));
    },
    log: run => (existsSync(join(runs, run, 'log')) ? readFileSync(join(runs, run, 'log')) : new Uint8Array())
  };
}

function liveRun(run: string, supervisor: number, journal: Journal | null): LiveRun {
  const main = journal === null ? null : (startOf(journal)?.process ?? null);
  return { run, task: journal?.task ?? null, supervisor, main: main !== null && lives(main) ? main : null };
}

/** Every process that the run told of, and which still lives. */
export function livingProcesses(journal: Journal): readonly ProcessFact[] {
  return [...linesOf(journal, 'start'), ...linesOf(journal, 'child')].map(line => line.process).filter(lives);
}

/** A cancelled run's claim stands at the beginning of the epoch: nobody started it. */
function claimIn(runs: string, run: string): ClaimFact | null {
  try {
    const { pid, claimed_at } = JSON.parse(readFileSync(join(runs, run, 'claim'), 'utf8')) as Claim;
    return claimed_at === 0 ? null : { run, pid };
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
