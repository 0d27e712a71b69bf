import { watch, type FSWatcher } from 'node:fs';

/** Calls `changed` soon after a file of one of these names appears in the folder. Returns what ends the watch. Where the system has no watches left `changed` is never called. */
export function watchFolder(folder: string, names: readonly string[], changed: () => void): () => void {
  let watcher: FSWatcher;
  try {
    watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || names.includes(name)) {
        changed();
      }
    });
  } catch {
    return () => undefined;
  }
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}
