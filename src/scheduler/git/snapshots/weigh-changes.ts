import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { formatSize } from '../../../protocol/size';
import { gitRefusal } from '../command/git-refusal';
import type { SnapshotGit } from './snapshot-git';

/** How much of a working copy may be taken along that is not in its last commit. */
export type SnapshotLimits = { readonly bytes: number; readonly files: number };

type ChangedFile = { readonly path: string; readonly bytes: number };

/** Refused where more has changed, or is new and not ignored, than a trial takes along. */
export async function weighChanges(
  git: SnapshotGit,
  { root, limits }: { readonly root: string; readonly limits: SnapshotLimits }
): Promise<Outcome<null>> {
  const listed = await git(['ls-files', '-z', '--modified', '--others', '--exclude-standard']);
  if (!listed.ok) {
    return gitRefusal(`what has changed in ${root} can't be listed`, listed);
  }
  // A repository inside this one is a folder here, and only a name in the commit.
  const paths = [...new Set(listed.stdout.toString('utf8').split('\0'))].filter(path => path !== '' && !path.endsWith('/'));
  if (paths.length > limits.files) {
    return refuse('too_large', tooMany(paths, limits.files));
  }
  let total = 0;
  let largest: ChangedFile = { path: '', bytes: 0 };
  for (const path of paths) {
    const bytes = (await lstat(join(root, path)).catch(() => null))?.size ?? 0;
    total += bytes;
    largest = bytes > largest.bytes ? { path, bytes } : largest;
    if (total > limits.bytes) {
      return refuse('too_large', tooLarge(largest, limits.bytes));
    }
  }
  return done(null);
}

function tooMany(paths: readonly string[], most: number): string {
  return `${paths.length} files of the working copy are new or changed, ${foldersOf(paths)}; a trial takes at most ${most} along: commit them, or add them to .gitignore`;
}

/** Where most of them are. */
function foldersOf(paths: readonly string[]): string {
  const counts = new Map<string, number>();
  paths.forEach(path => {
    const folder = path.includes('/') ? `${path.slice(0, path.indexOf('/'))}/` : 'the root';
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  });
  const [[folder, count] = ['the root', 0]] = [...counts].sort(([, one], [, other]) => other - one);
  return `${count} of them in ${folder}`;
}

function tooLarge({ path, bytes }: ChangedFile, most: number): string {
  return `${path} (${formatSize(bytes)}) is new or changed; a trial takes at most ${formatSize(most)} of such files along: commit it, or add it to .gitignore`;
}
