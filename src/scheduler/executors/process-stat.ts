import { lookIntoProc, readProc } from './read-proc';

/** What /proc/<pid>/stat says of a process. */
export type ProcessStat = {
  /** One letter: `R` runs, `S` sleeps, `D` waits in the kernel, `T` was stopped, `t` is stopped by a tracer, `Z` has ended. */
  readonly state: string;
  readonly parent: number;
  readonly session: number;
  /** Clock ticks since boot. */
  readonly startTime: number;
};

/** Null where there is no such process, or it can't be looked at. */
export function readStat(pid: number): ProcessStat | null {
  const text = readProc(`/proc/${pid}/stat`);
  return text === null ? null : parseStat(text);
}

/** Null only where there is no such process; throws where it can't be looked at just now. */
export function lookAtStat(pid: number): ProcessStat | null {
  const text = lookIntoProc(`/proc/${pid}/stat`);
  return text === null ? null : parseStat(text);
}

function parseStat(text: string): ProcessStat {
  // The command's name, in parentheses, may hold anything. Field 3 follows it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1]), session: Number(fields[3]), startTime: Number(fields[19]) };
}
