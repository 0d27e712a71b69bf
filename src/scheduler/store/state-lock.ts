import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The right to a state directory, kept until `release` or the end of the process. */
export type StateLock = { release(): void };

/** SQLite's own code for "somebody else has it". */
const SQLITE_BUSY = 5;
const FILE = 'owner.lock';
/** Two that try in the same moment can both be told that the other was first: each tries again after a while of its own. */
const ATTEMPTS = 5;
const LONGEST_PAUSE = 40;

/**
 * Takes the state directory for this process, or answers null where another process has it. Throws where the directory can't be written.
 * Node has no file locks of its own; SQLite's exclusive transaction is one: the kernel lets go of it when the process ends, however it ends.
 */
export function lockState(directory: string): StateLock | null {
  const database = new DatabaseSync(join(directory, FILE));
  try {
    database.exec('pragma busy_timeout = 0');
    for (let attempt = 1; !begin(database); attempt += 1) {
      if (attempt === ATTEMPTS) {
        database.close();
        return null;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Math.random() * LONGEST_PAUSE);
    }
  } catch (error) {
    database.close();
    throw error;
  }
  return { release: () => database.close() };
}

/** Pid of the process that has the directory, as the kernel tells it; null where it doesn't, or where nobody has it. */
export function ownerPid(directory: string): number | null {
  try {
    const { ino } = statSync(join(directory, FILE));
    const held = readFileSync('/proc/locks', 'utf8')
      .split('\n')
      .map(line => /^\d+: POSIX +\S+ +WRITE +(\d+) +\S+:(\d+) /.exec(line))
      .find(match => Number(match?.[2]) === ino);
    return held === undefined || held === null ? null : Number(held[1]);
  } catch {
    return null;
  }
}

function begin(database: DatabaseSync): boolean {
  try {
    database.exec('begin exclusive');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      return false;
    }
    throw error;
  }
}
