import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The default branch of the remote that a repository was cloned from, or null. A bare repository is itself what others clone from, so
 * its own HEAD says it; in a working copy HEAD is what happens to be checked out and says nothing.
 */
export async function defaultBranch(gitDirectory: string, bare: boolean): Promise<string | null> {
  const file = join(gitDirectory, bare ? 'HEAD' : 'refs/remotes/origin/HEAD');
  const prefix = bare ? 'ref: refs/heads/' : 'ref: refs/remotes/origin/';
  const text = (await readFile(file, 'utf8').catch(() => '')).trim();
  return text.startsWith(prefix) ? text.slice(prefix.length) : null;
}
