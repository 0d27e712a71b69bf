import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MachineLook } from '../doctor-context';

/** Limits of the process `pid`, or of this one, and of the user's watches; all null where the system has no such files. */
export async function lookAtLimits(
  pid: number | 'self',
  proc = '/proc'
): Promise<Pick<MachineLook, 'openFiles' | 'processes' | 'watches' | 'watchers'>> {
  const [limits, watches, watchers] = await Promise.all([
    readText(join(proc, String(pid), 'limits')),
    readText(join(proc, 'sys/fs/inotify/max_user_watches')),
    readText(join(proc, 'sys/fs/inotify/max_user_instances'))
  ]);
  return {
    openFiles: limitOf(limits, 'Max open files'),
    processes: limitOf(limits, 'Max processes'),
    watches: numberOf(watches),
    watchers: numberOf(watchers)
  };
}

/** The soft limit, which is the one that counts. */
function limitOf(text: string, name: string): number | null {
  const value = text
    .split('\n')
    .find(line => line.startsWith(name))
    ?.slice(name.length)
    .trim()
    .split(/\s+/)[0];
  return value === 'unlimited' ? Infinity : numberOf(value ?? '');
}

function numberOf(text: string): number | null {
  return /^\d+\s*$/.test(text) ? Number(text) : null;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}
