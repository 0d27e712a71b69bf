import { done, type Outcome } from '../../../protocol/errors';
import { gitRefusal } from '../command/git-refusal';
import { personGit } from './person-git';

/** A file that is not as in the last commit. `unknown`: git does not follow it. */
export type ChangedFile = { readonly path: string; readonly state: 'changed' | 'unknown' };

/** Those of the files at `paths` that differ from the last commit or are not in it. */
export async function readStatus(root: string, paths: readonly string[]): Promise<Outcome<readonly ChangedFile[]>> {
  const options = ['--porcelain', '-z', '--no-renames', '--untracked-files=all', '--ignored=matching'];
  const answer = await personGit(root, ['status', ...options, '--', ...paths]);
  if (!answer.ok) {
    return gitRefusal(`the state of ${root} can't be read`, answer);
  }
  const lines = answer.stdout
    .toString('utf8')
    .split('\0')
    .filter(line => line !== '');
  return done(lines.map(line => ({ path: line.slice(3), state: /^(\?\?|!!)/.test(line) ? 'unknown' : 'changed' })));
}
