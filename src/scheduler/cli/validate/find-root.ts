import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Root of what is to be checked: the folder `path` itself where definitions stand in it, else the root of its working tree, without
 * one the folder. Null where there is nothing at `path`.
 */
export function findRoot(path: string): string | null {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) {
    return null;
  }
  const folder = entry.isDirectory() ? path : dirname(path);
  if (hasAny(folder, ['peach.yaml', 'peach.conf'])) {
    return folder;
  }
  for (let candidate = folder; candidate !== dirname(candidate); candidate = dirname(candidate)) {
    if (hasAny(candidate, ['.git'])) {
      return candidate;
    }
  }
  return folder;
}

function hasAny(folder: string, names: readonly string[]): boolean {
  return names.some(name => existsSync(join(folder, name)));
}
