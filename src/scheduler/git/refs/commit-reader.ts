import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { Commit } from '../../../protocol/run';
import { gitRefusal } from '../command/git-refusal';
import type { RepositoryGit } from '../command/repository-git';
import { forgetOldest } from './forget-oldest';

/** Who made a commit, and when. */
export type CommitReader = (hash: string) => Promise<Outcome<Commit>>;

const MOST_REMEMBERED = 64;
/** The last second that a JavaScript date can hold: git's can hold more. */
const LAST_SECOND = 8.64e12;

/** Commits never change, so each is asked for once. */
export function createCommitReader(git: RepositoryGit): CommitReader {
  const known = new Map<string, Commit>();
  return async hash => {
    const remembered = known.get(hash);
    if (remembered !== undefined) {
      return done(remembered);
    }
    const answer = await git(['log', '-1', '--encoding=UTF-8', '--format=%H%x00%an%x00%ct%x00%s', hash, '--']);
    const [name, author, seconds, subject] = answer.stdout.toString('utf8').replace(/\n$/, '').split('\0');
    if (!answer.ok || name !== hash) {
      return gitRefusal(`the commit ${hash.slice(0, 7)} can't be read`, answer);
    }
    const time = new Date(Math.min(Number(seconds), LAST_SECOND) * 1000).toISOString();
    const commit: Commit = { hash: hash as CommitHash, author: author ?? '', subject: subject ?? '', time };
    forgetOldest(known, MOST_REMEMBERED);
    known.set(hash, commit);
    return done(commit);
  };
}
