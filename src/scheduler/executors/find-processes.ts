import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { sep } from 'node:path';
import type { RunId } from '../../protocol/identity';

/** Access mode among the flags of /proc/<pid>/fdinfo/<n>. */
const ACCESS_MODE = 0o3;

/**
 * Pids of everything that belongs to the run: its supervisor, what was forked from it and what that started all have the
 * run's id in their environment; one that cleared it may still write to a file in the run's folder. Never this process.
 */
export function findProcesses(run: RunId, folder: string): readonly number[] {
  return list('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => pid !== process.pid && (hasMarker(pid, run) || writesTo(pid, folder)));
}

function hasMarker(pid: number, run: RunId): boolean {
  return read(`/proc/${pid}/environ`).split('\0').includes(`PEACH_RUN_ID=${run}`);
}

/** Whoever only reads there is somebody who looks at the log. */
function writesTo(pid: number, folder: string): boolean {
  return list(`/proc/${pid}/fd`).some(descriptor => {
    const file = linkTarget(`/proc/${pid}/fd/${descriptor}`);
    return file.startsWith(folder + sep) && (openFlags(pid, descriptor) & ACCESS_MODE) !== 0;
  });
}

function openFlags(pid: number, descriptor: string): number {
  const flags = /^flags:\s*(\d+)/m.exec(read(`/proc/${pid}/fdinfo/${descriptor}`))?.[1];
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

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
