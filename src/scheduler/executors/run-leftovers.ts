import { opendir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IRunLeftovers } from '../ports';

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
    remove: (kind, run) => rm(join(folders[kind], run), { recursive: true, force: true, maxRetries: 3 })
  };
}
