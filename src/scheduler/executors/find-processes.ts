import { readdirSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { readStat, type ProcessStat } from './process-stat';
import { readProc } from './read-proc';

/** Access mode among the flags of /proc/<pid>/fdinfo/<n>. */
const ACCESS_MODE = 0o3;
const MARKER = 'PEACH_RUN_ID=';

/**
 * Pids of everything that belongs to the run: its supervisor, what was forked from it and what that started all have the
 * run's id in their environment; one that names none may still write to a file in the run's folder, descend from one
 * that has it, or be in a session that one of those leads. Never this process. Those that have ended are not among them.
 */
export function findProcesses(run: RunId, folder: string): readonly number[] {
  const pids = list('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid);
  const marked = new Set(pids.filter(pid => belongsTo(pid, run, folder)));
  return marked.size === 0 ? [] : withRelatives(pids, marked);
}

/** Whoever names another run is none of this one: a warm parent names none yet, and has its end record open while it syncs that to disk. */
function belongsTo(pid: number, run: RunId, folder: string): boolean {
  const named = runOf(pid);
  return named === null ? writesTo(pid, folder) : named === run;
}

/** The run that a process says it belongs to; null where it says nothing. */
export function runOf(pid: number): string | null {
  const variable = (readProc(`/proc/${pid}/environ`) ?? '').split('\0').find(text => text.startsWith(MARKER));
  return variable?.slice(MARKER.length) ?? null;
}

function withRelatives(pids: readonly number[], marked: Set<number>): readonly number[] {
  const stats = livingStats(pids);
  const found = new Set([...marked].filter(pid => stats.has(pid)));
  for (let before = -1; before < found.size;) {
    before = found.size;
    stats.forEach(({ parent, session }, pid) => {
      if (found.has(parent) || found.has(session)) {
        found.add(pid);
      }
    });
  }
  return [...found].sort((a, b) => a - b);
}

function livingStats(pids: readonly number[]): ReadonlyMap<number, ProcessStat> {
  const stats = new Map<number, ProcessStat>();
  for (const pid of pids) {
    const stat = readStat(pid);
    if (stat !== null && stat.state !== 'Z' && stat.state !== 'X') {
      stats.set(pid, stat);
    }
  }
  return stats;
}

/** Whoever only reads there is somebody who looks at the log. */
function writesTo(pid: number, folder: string): boolean {
  return list(`/proc/${pid}/fd`).some(descriptor => {
    const file = linkTarget(`/proc/${pid}/fd/${descriptor}`);
    return file.startsWith(folder + sep) && (openFlags(pid, descriptor) & ACCESS_MODE) !== 0;
  });
}

function openFlags(pid: number, descriptor: string): number {
  const flags = /^flags:\s*(\d+)/m.exec(readProc(`/proc/${pid}/fdinfo/${descriptor}`) ?? '')?.[1];
  return parseInt(flags ?? '0', 8);
}

// A process may be gone, or another user's, between any two looks.

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
