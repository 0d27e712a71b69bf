import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Root of the working tree that holds the folder or file `path`; without one the folder itself. Null where there is nothing at `path`. */
export function findRoot(path: string): string | null {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) {
    return null;
  }
  const folder = entry.isDirectory() ? path : dirname(path);
  for (let candidate = folder; ; candidate = dirname(candidate)) {
    if (existsSync(join(candidate, '.git'))) {
      return candidate;
    }
    if (dirname(candidate) === candidate) {
      return folder;
    }
  }
}
