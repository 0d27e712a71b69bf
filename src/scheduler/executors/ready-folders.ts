import { mkdirSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { renameFolder } from './rename-folder';

/** Of the names of folders that wait for a run. */
export const READY_PREFIX = '.ready-';
/** Kept ready: loops of several organisations may ask within a moment. */
const KEPT = 4;

/** Empty folders below one directory, readable by their owner only, made before they are needed: to name one takes a tenth of the time. */
export interface IReadyFolders {
  /** Makes the folder at `path`, which is directly in the directory, or leaves the one that is there. Throws where it can't be made. */
  make(path: string): void;
}

/** Those that an earlier scheduler left are used first. */
export function createReadyFolders(directory: string): IReadyFolders {
  const ready = leftovers(directory);
  let making = false;

  /** One after another, so that it never takes more than one thread of the pool from runs. */
  async function makeAhead(): Promise<void> {
    if (making) {
      return;
    }
    making = true;
    try {
      while (ready.length < KEPT) {
        const path = join(directory, READY_PREFIX + randomUUID());
        await mkdir(path, { mode: 0o700 });
        ready.push(path);
      }
    } catch {
      // A full disk: whoever needs one finds out.
    } finally {
      making = false;
    }
  }

  return {
    make: path => {
      const taken = ready.pop();
      if (taken === undefined || !renameFolder(taken, path)) {
        mkdirSync(path, { recursive: true, mode: 0o700 });
      }
      void makeAhead();
    }
  };
}

function leftovers(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter(name => name.startsWith(READY_PREFIX))
      .map(name => join(directory, name));
  } catch {
    return [];
  }
}
