import { mkdirSync, readdirSync } from 'node:fs';
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

/**
 * Those that an earlier scheduler left are used first. `furnish` puts into each what else is needed; it must not mind
 * what is there already.
 */
export function createReadyFolders(directory: string, furnish: (path: string) => void = () => undefined): IReadyFolders {
  const ready = leftovers(directory);
  let making = false;

  /** Not in a thread: to hand it to one takes longer than the work, which waits for an idle moment. */
  function makeAhead(): void {
    making = false;
    try {
      const path = join(directory, READY_PREFIX + randomUUID());
      mkdirSync(path, { mode: 0o700 });
      furnish(path);
      ready.push(path);
      refill();
    } catch {
      // A full disk: whoever needs one finds out.
    }
  }

  /** One in each turn of the event loop, and none in this one: whoever takes a folder is in a hurry. */
  function refill(): void {
    if (!making && ready.length < KEPT) {
      making = true;
      setImmediate(makeAhead);
    }
  }

  return {
    make: path => {
      const taken = ready.pop();
      if (taken === undefined || !renameFolder(taken, path)) {
        mkdirSync(path, { recursive: true, mode: 0o700 });
      }
      refill();
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
