import { chmodSync, type Stats } from 'node:fs';
import { createBreather } from './breather';
import { detachMounts } from './detach-mounts';
import { byteText, bytesOf, look, namesIn } from './look';
import { isFolder, type RecordedFile, type RecordedFolder, type RecordedTree } from './recorded-tree';
import { removeTree } from './remove-tree';

/**
 * Removes from the working copy at `root` all that is not as `recorded` says. What stays is untouched: the time of a change can't be
 * set back by a program, and a second name of a file changes it too. Answers whether something that was recorded is missing then.
 * Rejects where the copy can't be cleaned.
 */
export async function restoreTree(root: string, recorded: RecordedTree): Promise<'whole' | 'incomplete'> {
  const breather = createBreather();
  let found = 0;
  let isDetached = false;

  async function restore(path: string, known: RecordedFile | RecordedFolder | undefined): Promise<void> {
    const stats = look(path);
    if (stats === undefined) {
      return;
    }
    if (known === undefined || !isSame(stats, known)) {
      await remove(path, stats, known);
      return;
    }
    found += 1;
    if (isFolder(known)) {
      await restoreInside(path, stats, known);
    }
  }

  async function remove(path: string, stats: Stats, known: RecordedFile | RecordedFolder | undefined): Promise<void> {
    if (stats.isDirectory() && !isDetached) {
      isDetached = true;
      if (await detachMounts(root)) {
        await restore(path, known); // what was under the mount may be as it was
        return;
      }
    }
    await removeTree(path);
  }

  async function restoreInside(path: string, stats: Stats, known: RecordedFolder): Promise<void> {
    if (stats.mode !== known.mode) {
      chmodSync(bytesOf(path), known.mode & 0o7777);
    }
    for (const name of isUntouched(stats, known) ? known.entries.keys() : namesIn(path)) {
      await restore(`${path}/${name}`, known.entries.get(name));
      await breather();
    }
  }

  await restore(byteText(root), recorded.root);
  return found === recorded.entries ? 'whole' : 'incomplete';
}

/** The times of a folder change with every file that a run makes in it; what counts is that it is the same one. */
function isSame(stats: Stats, known: RecordedFile | RecordedFolder): boolean {
  const same = stats.ino === known.inode && stats.uid === known.user && stats.gid === known.group;
  if (isFolder(known)) {
    return same && stats.isDirectory();
  }
  const { size, links, mode } = known;
  return same && isUntouched(stats, known) && stats.size === size && stats.nlink === links && stats.mode === mode;
}

/** Of a folder: no name in it was made, removed or changed. */
function isUntouched(stats: Stats, known: RecordedFile | RecordedFolder): boolean {
  return !known.fresh && stats.ctimeMs === known.changedAt && stats.mtimeMs === known.modifiedAt;
}
