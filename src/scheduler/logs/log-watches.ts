import { existsSync, mkdirSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import { RUN_FILES } from '../../protocol/run-folder';

/** Watches over logs, one for all who ask for the same. */
export type LogWatches = {
  /** Calls `changed` whenever more of the log in `folder` may be there; neither of them need exist yet. Returns what ends the watch. */
  watch(folder: string, changed: () => void): () => void;
};

/** Where the system has no watches left, the log is looked at this often. Milliseconds. */
const LOOK = 100;

export function createLogWatches(): LogWatches {
  const watches = new Map<string, { readonly listeners: Set<() => void>; readonly close: () => void }>();

  function open(folder: string): { readonly listeners: Set<() => void>; readonly close: () => void } {
    const listeners = new Set<() => void>();
    const opened = { listeners, close: watchLog(folder, () => listeners.forEach(changed => changed())) };
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

/**
 * Watches the log in `folder`, or until it exists the folder that it or its folder will stand in. The log itself, because
 * what is written through a file that got its name only afterwards is told to nobody who watches the folder (inotify knows
 * the folder that a file was opened in). Returns what ends it.
 */
function watchLog(folder: string, changed: () => void): () => void {
  const log = join(folder, RUN_FILES.log);
  let watcher: FSWatcher | null = null;
  let target: string | null = null;
  let looking: NodeJS.Timeout | undefined;

  function nearest(): string {
    return [log, folder].find(path => existsSync(path)) ?? dirname(folder);
  }

  function look(): void {
    looking ??= setInterval(changed, LOOK).unref();
  }

  /** Until there is nothing nearer, because it may have come between the look and the watch. */
  function aim(): void {
    try {
      mkdirSync(dirname(folder), { recursive: true });
      for (let wanted = nearest(); wanted !== target; wanted = nearest()) {
        const next = watch(wanted, { persistent: false }, onEvent);
        next.on('error', look);
        watcher?.close();
        watcher = next;
        target = wanted;
      }
    } catch {
      look();
    }
  }

  function onEvent(): void {
    const before = target;
    if (target !== log) {
      aim();
    }
    if (target === log || target !== before) {
      changed();
    }
  }

  aim();
  return () => {
    watcher?.close();
    clearInterval(looking);
  };
}
