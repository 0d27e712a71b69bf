import { realpath, stat } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { askGit } from './command/repository-git';

/** Root of the working copy that holds the file or folder at `path`, links resolved; null where there is none. */
export async function workingCopyRoot(path: string): Promise<string | null> {
  const stats = await stat(path).catch(() => null);
  if (stats === null) {
    return null;
  }
  const answer = await askGit(stats.isDirectory() ? path : dirname(path), ['rev-parse', '--show-toplevel']);
  const root = answer.stdout.toString('utf8').replace(/\n$/, '');
  return answer.ok && root !== '' ? root : null;
}

/** That root and the place of `path` below it, with forward slashes; null where there is none. */
export async function locateInWorkingCopy(path: string): Promise<{ readonly root: string; readonly path: string } | null> {
  const root = await workingCopyRoot(path);
  return root === null ? null : { root, path: relative(root, await realpath(path)) };
}
