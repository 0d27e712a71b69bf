import { stat } from 'node:fs/promises';
import { done, refuse, type Outcome } from '../../protocol/errors';
import { gitRefusal } from './command/git-refusal';
import { askGit } from './command/repository-git';

/** Where the objects and branches of a local repository are. */
export type GitDirectory = {
  readonly path: string;
  readonly bare: boolean;
  /** It was cloned without all its objects: git fetches what is asked for from the remote. */
  readonly partial: boolean;
};

/** What a partial clone has in its configuration. */
const PARTIAL = String.raw`^(remote\..*\.promisor|extensions\.partialclone)$`;

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
  if (!bare.ok) {
    return gitRefusal(`${folder} can't be read`, bare);
  }
  const promises = await askGit(path, ['config', '--get-regexp', PARTIAL]);
  return done({ path, bare: bare.stdout.toString('latin1').trim() === 'true', partial: promises.ok });
}
