import { stat } from 'node:fs/promises';
import { done, refuse, type Outcome } from '../../protocol/errors';
import { gitRefusal } from './command/git-refusal';
import { askGit } from './command/repository-git';

/** Where the objects and branches of a local repository are. */
export type GitDirectory = { readonly path: string; readonly bare: boolean };

/** Finds it for a working copy, a linked worktree or a bare repository at `folder`. */
export async function findGitDirectory(folder: string): Promise<Outcome<GitDirectory>> {
  const stats = await stat(folder).catch(() => null);
  if (stats?.isDirectory() !== true) {
    return refuse('git_failed', `there is no folder ${folder}: check the url of the repository in the configuration`);
  }
  // A linked worktree shares the directory of the repository it was made from; only that one knows whether it is bare.
  const place = await askGit(folder, ['rev-parse', '--path-format=absolute', '--git-common-dir']);
  if (place.cut !== null) {
    return gitRefusal(`${folder} can't be read`, place);
  }
  const path = place.stdout.toString('utf8').replace(/\n$/, '');
  if (!place.ok || path === '') {
    return refuse('git_failed', `${folder} is not a git repository: run git init in it, or name the folder of one`);
  }
  const bare = await askGit(path, ['rev-parse', '--is-bare-repository']);
  return bare.ok ? done({ path, bare: bare.stdout.toString('latin1').trim() === 'true' }) : gitRefusal(`${folder} can't be read`, bare);
}
