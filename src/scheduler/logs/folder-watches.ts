import { existsSync, mkdirSync, watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';

/** Watches over folders, one for all who ask for the same. */
export type FolderWatches = {
  /** Calls `changed` on every event in `folder`, which need not exist yet. Returns what ends the watch. */
  watch(folder: string, changed: () => void): () => void;
};

/** Where the system has no watches left, the folder is looked at this often. */
const LOOK = 100;

export function createFolderWatches(): FolderWatches {
  const watches = new Map<string, { readonly listeners: Set<() => void>; readonly close: () => void }>();

  function open(folder: string): { readonly listeners: Set<() => void>; readonly close: () => void } {
    const listeners = new Set<() => void>();
    const opened = { listeners, close: watchFolder(folder, () => listeners.forEach(changed => changed())) };
    watches.set(folder, opened);
    return opened;
  }

  return {
    watch: (folder, changed) => {
      const shared = watches.get(folder) ?? open(folder);
      const listener = (): void => changed();
      shared.listeners.add(listener);
      return () => {
        shared.listeners.delete(listener);
        if (shared.listeners.size === 0 && watches.get(folder) === shared) {
          watches.delete(folder);
          shared.close();
        }
      };
    }
  };
}

/** Watches `folder`, or until it exists the folder it will stand in. Returns what ends it. */
function watchFolder(folder: string, changed: () => void): () => void {
  let watcher: FSWatcher | null = null;
  let target: string | null = null;
  let looking: NodeJS.Timeout | undefined;

  function look(): void {
    looking ??= setInterval(changed, LOOK).unref();
  }

  function aim(): void {
    const wanted = existsSync(folder) ? folder : dirname(folder);
    if (wanted === target) {
      return;
    }
    try {
      mkdirSync(dirname(folder), { recursive: true });
      const next = watch(wanted, { persistent: false }, wanted === folder ? changed : onAppearance);
      next.on('error', look);
      watcher?.close();
      watcher = next;
      target = wanted;
    } catch {
      look();
    }
  }

  function onAppearance(): void {
    if (existsSync(folder)) {
      aim();
      changed();
    }
  }

  aim();
  // Twice, because it may have come between the look and the watch.
  aim();
  return () => {
    watcher?.close();
    clearInterval(looking);
  };
}
