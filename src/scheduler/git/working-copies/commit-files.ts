import { posix } from 'node:path';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { CommitAnswer, CommitRequest } from '../../../protocol/working-copy';
import { gitRefusal } from '../command/git-refusal';
import type { GitAnswer } from '../command/run-git';
import { checkRoot } from './check-root';
import { personGit } from './person-git';
import { readStatus } from './read-status';

/** The person's hooks may run linters and tests. */
const TIMEOUT = 300_000;

const NO_IDENTITY =
  'git does not know who you are; run these two commands with your own name and address, then commit again:\n' +
  'git config --global user.name "Your Name"\ngit config --global user.email you@example.org';

/** Commits just the files of the request on the current branch; what else is staged stays staged. */
export async function commitFiles({ root, paths, message }: CommitRequest): Promise<Outcome<CommitAnswer>> {
  const outside = paths.find(path => !isInside(path));
  if (outside !== undefined) {
    return refuse('bad_request', `${JSON.stringify(outside)} is not a path in the repository: give paths relative to its root`);
  }
  const checked = await checkRoot(root);
  if (!checked.ok) {
    return checked;
  }
  const branch = await currentBranch(root);
  if (!branch.ok) {
    return branch;
  }
  if (branch.value === null) {
    return refuse(
      'git_failed',
      'no branch is checked out, so a commit would belong to none: check one out (git switch BRANCH) and commit again'
    );
  }
  const untracked = await untrackedOf(root, paths);
  if (!untracked.ok) {
    return untracked;
  }
  const hash = await commit({ root, paths, message }, untracked.value);
  return hash.ok ? done({ commit: hash.value, branch: branch.value }) : hash;
}

/** The branch that is checked out, or null. */
export async function currentBranch(root: string): Promise<Outcome<string | null>> {
  const answer = await personGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  if (answer.code === 1) {
    return done(null);
  }
  return answer.ok ? done(answer.stdout.toString('utf8').trim()) : gitRefusal(`the branch of ${root} can't be read`, answer);
}

function isInside(path: string): boolean {
  const plain = posix.normalize(path);
  return path !== '' && !path.includes('\0') && plain !== '.' && !/^(\/|\.\.(\/|$)|\.git(\/|$))/.test(plain);
}

/** Those of `paths` that git does not know yet. Refused where there is nothing to commit, or nobody to commit as. */
async function untrackedOf(root: string, paths: readonly string[]): Promise<Outcome<readonly string[]>> {
  const status = await readStatus(root, paths);
  if (!status.ok) {
    return status;
  }
  if (status.value.length === 0) {
    return refuse('git_failed', `there is nothing to commit: ${paths.join(', ')} is as in the last commit`);
  }
  const identity = await personGit(root, ['var', 'GIT_AUTHOR_IDENT']);
  if (!identity.ok) {
    return identity.cut === null ? refuse('git_failed', NO_IDENTITY) : gitRefusal('git can’t be asked who you are', identity);
  }
  return done(status.value.filter(file => file.state === 'unknown').map(file => file.path));
}

async function commit(request: CommitRequest, untracked: readonly string[]): Promise<Outcome<string>> {
  const { root, paths, message } = request;
  const added = untracked.length === 0 ? null : await personGit(root, ['add', '--intent-to-add', '--', ...untracked]);
  const refused = added?.ok === false ? added : await commitOnly(request);
  if (refused !== null) {
    await forget(root, untracked);
    return gitRefusal(`${paths.join(', ')} can't be committed`, refused);
  }
  const head = await personGit(root, ['rev-parse', 'HEAD']);
  return head.ok ? done(head.stdout.toString('latin1').trim()) : gitRefusal(`the commit ${JSON.stringify(message)} can't be read`, head);
}

/** Git's answer where it refused, e.g. through a hook of the person's; else null. */
async function commitOnly({ root, paths, message }: CommitRequest): Promise<GitAnswer | null> {
  const answer = await personGit(root, ['commit', '--quiet', '--only', `--message=${message}`, '--', ...paths], { timeout: TIMEOUT });
  return answer.ok ? null : answer;
}

/** Leaves the index as it was before git was told of the new files. */
async function forget(root: string, untracked: readonly string[]): Promise<void> {
  if (untracked.length > 0) {
    await personGit(root, ['update-index', '--force-remove', '--', ...untracked]);
  }
}
