import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessFact } from '../history/history';

type Stat = {
  /** The letter by which the kernel says what it does: S sleeps, T is stopped, Z has ended and waits to be collected. */
  readonly state: string;
  readonly parent: number;
  readonly startTime: number;
  /** Of one that has ended, as `wait` will give it. */
  readonly waitStatus: number;
};

const REMAINS = ['Z', 'X'];

/** Null where there is no such process. */
function readStat(pid: number): Stat | null {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // Counted from the third field: the name before it may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === ''
    ? null
    : { state: fields[0] ?? '', parent: Number(fields[1]), startTime: Number(fields[19]), waitStatus: Number(fields[49]) };
}

/** Of a living process; null where there is none, or only its remains wait to be collected. */
function statOf(pid: number): Stat | null {
  const stat = readStat(pid);
  return stat === null || REMAINS.includes(stat.state) ? null : stat;
}

/** The letter of {@link Stat}; null where there is no such process. */
export function stateOf(pid: number): string | null {
  return readStat(pid)?.state ?? null;
}

/** What recognises the process later; null where there is none. */
export function processFact(pid: number): ProcessFact | null {
  const stat = statOf(pid);
  return stat === null ? null : { pid, startTime: stat.startTime };
}

export function parentOf(pid: number): number | null {
  return statOf(pid)?.parent ?? null;
}

/** True while this very process lives. */
export function lives({ pid, startTime }: ProcessFact): boolean {
  return statOf(pid)?.startTime === startTime;
}

/** True while this very process lives and is stopped: it does nothing until it is let go on. */
export function standsStill({ pid, startTime }: ProcessFact): boolean {
  const stat = statOf(pid);
  return stat?.startTime === startTime && stat.state === 'T';
}

/** The signal that ended this very process, 0 where none did; null where nothing of it is left to tell, or it lives. */
export function endedBy({ pid, startTime }: ProcessFact): number | null {
  const stat = readStat(pid);
  return stat?.startTime === startTime && REMAINS.includes(stat.state) ? stat.waitStatus & 0x7f : null;
}

export function commandOf(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** The variables that its program was started with, as NAME=value. */
export function environmentOf(pid: number): readonly string[] {
  return readOrEmpty(`/proc/${pid}/environ`).split('\0').filter(Boolean);
}

/** Run id in the variables the process was started with; null where there is none. */
export function markerOf(pid: number): string | null {
  return (
    environmentOf(pid)
      .find(text => text.startsWith('PEACH_RUN_ID='))
      ?.slice('PEACH_RUN_ID='.length) ?? null
  );
}

export function allPids(): readonly number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

export function childrenOf(pid: number): readonly number[] {
  return readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

/** To this very process; false where it has ended. */
export function signalTo(process: ProcessFact, signal: NodeJS.Signals): boolean {
  return lives(process) && sendSignal(process.pid, signal);
}

/** False where it had ended before. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
