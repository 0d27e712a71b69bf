import { opendir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IRunLeftovers } from '../ports';
import { isMountedIn } from './is-mounted-in';

/** Entries that are read at once. */
const BUFFERED = 256;

/** The folders of runs below the state directory: `runs/<id>` and `tmp/<id>`. */
export function createRunLeftovers(folders: { readonly run: string; readonly temporary: string }): IRunLeftovers {
  return {
    names: async function* (kind) {
      const directory = await opendir(folders[kind], { bufferSize: BUFFERED }).catch(() => null);
      if (directory !== null) {
        for await (const entry of directory) {
          yield entry.name;
        }
      }
    },
    remove: async (kind, run) => {
      const folder = join(folders[kind], run);
      if (isMountedIn(folder)) {
        throw new Error(`something is mounted in ${folder}: unmount it`);
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  };
}
