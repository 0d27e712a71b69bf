import { realpathSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** A working copy (by a number in an earlier version), its index, and the lock of a git that was killed. */
const OURS = /^([0-9a-f]{12}|\d+)(\.index(\.lock)?)?$/;

/** Roots of working copies in `directory`, or of which something is left there, but those at `kept`, however those paths are written. */
export async function findLeftovers(directory: string, kept: readonly string[]): Promise<readonly string[]> {
  const keptNames = new Set(kept.filter(root => isIn(directory, root)).map(root => basename(root)));
  const names = await readdir(directory).catch(() => []);
  const numbers = new Set(names.map(name => OURS.exec(name)?.[1]).filter(number => number !== undefined));
  return [...numbers].filter(number => !keptNames.has(number)).map(number => join(directory, number));
}

/** Whether `path` stands directly in `directory`: the state directory may be reached by another path than an earlier scheduler's. */
export function isIn(directory: string, path: string): boolean {
  const parent = dirname(path);
  return parent === directory || realPath(parent) === realPath(directory);
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
