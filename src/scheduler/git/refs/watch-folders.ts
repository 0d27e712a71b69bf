import { statSync, watch, type FSWatcher } from 'node:fs';

type Watched = { readonly inode: number; readonly watcher: FSWatcher };

/** Watches folders of which any may come and go. */
export type FolderWatch = {
  /** Watches those of `folders` that exist now, and no others. */
  aim(folders: readonly string[]): void;
  close(): void;
};

/** Calls `changed` on every event in a watched folder. Folders that the system can't watch go unwatched. */
export function watchFolders(changed: () => void): FolderWatch {
  const watched = new Map<string, Watched>();

  function drop(folder: string): void {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  }

  function add(folder: string, inode: number): void {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      watcher.on('error', () => drop(folder));
      watched.set(folder, { inode, watcher });
    } catch {
      // No watches left, or gone again: the caller looks by itself from time to time.
    }
  }

  return {
    aim: folders => {
      for (const folder of watched.keys()) {
        if (!folders.includes(folder)) {
          drop(folder);
        }
      }
      for (const folder of folders) {
        const inode = statSync(folder, { throwIfNoEntry: false })?.ino;
        if (watched.get(folder)?.inode !== inode) {
          drop(folder);
          if (inode !== undefined) {
            add(folder, inode);
          }
        }
      }
    },
    close: () => [...watched.keys()].forEach(drop)
  };
}
