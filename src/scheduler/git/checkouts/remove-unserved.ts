import { renameSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isIn } from './find-leftovers';

/** Folders of repositories, and those that were on their way out when a scheduler ended. */
const OURS = /^[0-9a-f]{16}(\.gone)?$/;

type Unserved = {
  /** Where the working copies of all repositories stand, a folder each. */
  readonly directory: string;
  readonly isServed: (folder: string) => boolean;
  /** Roots of working copies that runs are in. */
  readonly inUse: readonly string[];
  readonly remove: (folder: string) => Promise<unknown>;
};

/** Removes the working copies of repositories that an earlier scheduler served and this one does not. */
export async function removeUnserved({ directory, isServed, inUse, remove }: Unserved): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  for (const name of names.filter(each => OURS.test(each))) {
    const folder = join(directory, name);
    if (!isServed(folder) && !inUse.some(root => isIn(folder, root))) {
      await remove(putAside(folder)).catch(() => undefined);
    }
  }
}

/** At once, so that nobody begins to use the folder while it is being removed. */
function putAside(folder: string): string {
  if (folder.endsWith('.gone')) {
    return folder;
  }
  try {
    renameSync(folder, `${folder}.gone`);
    return `${folder}.gone`;
  } catch {
    return folder;
  }
}
