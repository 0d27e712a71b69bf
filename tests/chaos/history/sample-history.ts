import type { FaultFact, FaultKind, History, Journal, JournalLine, OwnEnding, StoredRun, Victim } from './history';
import { printedLine } from './printed-line';

/** The task that histories of tests are about; `y/other` is in another loop. */
export const TASK = 'x/task';
const COMMIT = 'a'.repeat(40);

/** A run of ten lines from 1000 to 2000 that returns. Whatever a test changes makes it wrong, or right for another reason. */
export function sampleHistory(changes: Partial<History> = {}): History {
  return {
    tasks: [
      { key: TASK, loop: 'x', repository: 'r', timeout: 5_000, scheduled: false },
      { key: 'y/other', loop: 'y', repository: 'r', timeout: 5_000, scheduled: true }
    ],
    asked: [{ run: 'r1', task: TASK, at: 900 }],
    stops: [],
    journals: [journalOf('r1')],
    runs: [storedRun('r1')],
    claims: [{ run: 'r1', pid: 7 }],
    faults: [],
    strays: [],
    logs: new Map([['r1', logOf('r1', 10)]]),
    followings: [{ run: 'r1', bytes: logOf('r1', 10), complete: true, jumps: [], until: 3_000 }],
    storeLooks: [{ when: 'at the rest', problems: [] }],
    fullDiskAnswers: [],
    commits: [{ repository: 'r', hash: COMMIT, number: 1, from: 0, until: 10 }],
    dues: [{ loop: 'x', from: 900, until: 3_000, wanted: 1, despite: 'in quiet times' }],
    dueTimes: [],
    schedulerEnds: [],
    schedulers: [{ from: 0, ready: 500, until: null }],
    vainWaits: [],
    ...changes
  };
}

/** `how` null: somebody else ended it. */
export function journalOf(
  run: string,
  options: { from?: number; until?: number; task?: string; how?: OwnEnding | null; lines?: readonly JournalLine[] } = {}
): Journal {
  const { from = 1_000, until = 2_000, task = TASK, how = { kind: 'return' }, lines = [] } = options;
  const start = { kind: 'start', at: from, process: { pid: 8, startTime: 80 }, parent: 7, file: 1, source: 1 } as const;
  const ending: readonly JournalLine[] = how === null ? [] : [{ kind: 'ending', at: until, how }];
  return { run, task, lines: [start, { kind: 'printed', at: until, lines: 10 }, ...lines, ...ending] };
}

export function storedRun(id: string, changes: Partial<StoredRun> = {}): StoredRun {
  return {
    id,
    task: TASK,
    status: 'SUCCESS',
    reason: null,
    exitCode: 0,
    signal: null,
    duration: 1_000,
    commit: COMMIT,
    trigger: 'run_now',
    ...changes
  };
}

export function logOf(run: string, lines: number): Uint8Array {
  return Buffer.from(Array.from({ length: lines }, (_, number) => `${printedLine(run, number)}\n`).join(''));
}

export function faultOf(
  kind: FaultKind,
  options: { from?: number; until?: number; victims?: readonly Victim[]; warmParentLived?: boolean; holds?: readonly string[] } = {}
): FaultFact {
  const { from = 1_500, until = 1_600, victims = [], warmParentLived = false, holds = [] } = options;
  return { kind, from, until, victims, warmParentLived, holds };
}
