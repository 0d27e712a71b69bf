import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** `root`: what is to be checked. `prefix`: what leads to it from the root of its repository, as `examples/one/`; mostly empty. */
type Place = { readonly root: string; readonly prefix: string };

/**
 * The folder of `path` where definitions stand in it, else the root of its working tree, without one the folder. Null where there is
 * nothing at `path`.
 */
export function findRoot(path: string): Place | null {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (entry === undefined) {
    return null;
  }
  const folder = entry.isDirectory() ? path : dirname(path);
  const repository = repositoryOf(folder) ?? folder;
  if (hasAny(folder, ['peach.yaml', 'peach.conf'])) {
    const way = relative(repository, folder);
    return { root: folder, prefix: way === '' ? '' : `${way}/` };
  }
  return { root: repository, prefix: '' };
}

function repositoryOf(folder: string): string | null {
  for (let candidate = folder; candidate !== dirname(candidate); candidate = dirname(candidate)) {
    if (hasAny(candidate, ['.git'])) {
      return candidate;
    }
  }
  return null;
}

function hasAny(folder: string, names: readonly string[]): boolean {
  return names.some(name => existsSync(join(folder, name)));
}
