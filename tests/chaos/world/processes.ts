import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessFact } from '../history/history';

/** State, parent and start time of a living process; null where there is none, or only its remains wait to be collected. */
function statOf(pid: number): { readonly parent: number; readonly startTime: number } | null {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return stat === '' || fields[0] === 'Z' || fields[0] === 'X' ? null : { parent: Number(fields[1]), startTime: Number(fields[19]) };
}

/** The letter by which the kernel says what it does: S sleeps, T is stopped; null where there is none. */
export function stateOf(pid: number): string | null {
  return /^State:\s+(\w)/m.exec(readOrEmpty(`/proc/${pid}/status`))?.[1] ?? null;
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

export function commandOf(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** Run id in the variables the process was started with; null where there is none. */
export function markerOf(pid: number): string | null {
  const variable = readOrEmpty(`/proc/${pid}/environ`)
    .split('\0')
    .find(text => text.startsWith('PEACH_RUN_ID='));
  return variable?.slice('PEACH_RUN_ID='.length) ?? null;
}

export function allPids(): readonly number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number);
}

export function childrenOf(pid: number): readonly number[] {
  return readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
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
