import type { CommitHash } from '../../../protocol/identity';
import type { RepositoryGit } from '../command/repository-git';

/** Bytes of all files of `commit`; null where git does not tell. Those that filters change count as git keeps them. */
export async function commitSize(git: RepositoryGit, commit: CommitHash): Promise<number | null> {
  // Of a partial clone, git would fetch each file that is missing to tell its size.
  const variables = { GIT_ALLOW_PROTOCOL: 'none' };
  const answer = await git(['ls-tree', '-r', '-l', '-z', '--full-tree', commit], { variables });
  if (!answer.ok) {
    return null;
  }
  // <mode> SP <type> SP <object> SP+ <size> TAB <path> NUL
  const sizes = [...answer.stdout.toString('latin1').matchAll(/(?:^|\0)\d+ blob [0-9a-f]+ +(\d+)\t/g)];
  return sizes.reduce((sum, [, size]) => sum + Number(size), 0);
}
