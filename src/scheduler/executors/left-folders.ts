import { basename, join } from 'node:path';
import { READY_PREFIX } from './ready-folders';
import { renameFolder } from './rename-folder';

/** Folders that runs found empty at their end: to use one again is cheaper than to remove it and to make another. */
export interface ILeftFolders {
  /** Gives one the name `path`. False where none is left. */
  take(path: string): boolean;
}

/**
 * In `directory`, under {@link READY_PREFIX} and the last digit of the run's id, as `temporary_folder.py` names them. Where a run goes
 * on longer than the one after it, its name is tried in vain.
 */
export function createLeftFolders(directory: string): ILeftFolders {
  const expected = new Set<string>();
  return {
    take: path => {
      const left = [...expected].reverse().find(name => renameFolder(join(directory, name), path));
      if (left !== undefined) {
        expected.delete(left);
      }
      expected.add(READY_PREFIX + basename(path).slice(-1));
      return left !== undefined;
    }
  };
}
