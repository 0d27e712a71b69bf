import { accessSync, constants, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IStateDisk } from './ports';

/** What must be free so that a run may be started: room for the rows and end records of all that run already. */
const RESERVE_BYTES = 16 * 1024 * 1024;
/** More than what fits beside another file in a block. */
const PROBE = Buffer.alloc(64 * 1024, 1);

/** The disk under the state directory. */
export function createStateDisk(directory: string): IStateDisk {
  return {
    glance: () => (hasRoom(directory) ? accessProblem(directory) : fullWords(directory, 'less than 16 MiB are free')),
    probe: () => (hasRoom(directory) ? writeProblem(directory) : fullWords(directory, 'less than 16 MiB are free'))
  };
}

/** What a person reads of a file operation below the state directory that failed. */
export function diskWords(directory: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return fullWords(directory, code === 'EDQUOT' ? 'the user’s quota is used up' : 'nothing more can be written');
  }
  if (code === 'EROFS') {
    return `the disk of ${directory} is mounted read-only: mount it writable again, after a look at why the system did so`;
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return `${directory} can’t be written: give it back to the user of the scheduler, with \`chown\` or \`chmod u+rwX\``;
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return `${directory} is no folder: remove the file that stands there, or choose another folder with --state`;
  }
  return `${directory} can’t be written: ${message}`;
}

function fullWords(directory: string, why: string): string {
  return `the disk of ${directory} is full: ${why}; free some space`;
}

/** A file system that doesn't tell is asked by writing. */
function hasRoom(directory: string): boolean {
  try {
    const { bavail, bsize, blocks } = statfsSync(directory);
    return blocks === 0 || bavail * bsize >= RESERVE_BYTES;
  } catch {
    return true;
  }
}

/** A disk that turned read-only shows at once, before anybody writes. */
function accessProblem(directory: string): string | null {
  try {
    accessSync(directory, constants.W_OK);
    return null;
  } catch (error) {
    return diskWords(directory, error);
  }
}

function writeProblem(directory: string): string | null {
  const file = join(directory, `.probe.${process.pid}`);
  try {
    writeFileSync(file, PROBE, { mode: 0o600, flush: true });
    return null;
  } catch (error) {
    return diskWords(directory, error);
  } finally {
    removeQuietly(file);
  }
}

function removeQuietly(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What can't be written can't be removed; the next probe takes the same name.
  }
}
