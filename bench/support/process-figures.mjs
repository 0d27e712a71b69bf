// What the kernel says of a process.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** Seconds of processor time that it has used itself, its children not counted. */
export function cpuSeconds(pid) {
  const fields = statFields(pid);
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/** Memory it holds just now, in MiB. */
export function residentMiB(pid) {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) / 1024;
}

/** Descriptors it has open, and of those the inotify watches. */
export function handles(pid) {
  const infos = readdirSync(`/proc/${pid}/fdinfo`).map(name => readIfThere(`/proc/${pid}/fdinfo/${name}`));
  return { descriptors: infos.length, watches: infos.join('').split('inotify wd:').length - 1 };
}

/** The processes that `pid` started itself, with their command lines. */
export function children(pid) {
  const processes = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const own = processes.filter(name => parentOf(name) === pid);
  return own.map(name => ({ pid: Number(name), command: readIfThere(`/proc/${name}/cmdline`).replaceAll('\0', ' ') }));
}

function parentOf(pid) {
  try {
    return Number(statFields(pid)[1]);
  } catch {
    return null;
  }
}

/** From field 3 (the state) on: the name before it may hold anything. */
function statFields(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
