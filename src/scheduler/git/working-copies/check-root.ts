import { done, refuse, type Outcome } from '../../../protocol/errors';
import { workingCopyRoot } from '../working-copy-root';

/** Refused where `root` is not the absolute path of a checkout's root. */
export async function checkRoot(root: string): Promise<Outcome<null>> {
  const found = root.startsWith('/') && !root.includes('\0') ? await workingCopyRoot(root) : null;
  if (found === null) {
    return refuse('bad_request', `${root} is not in a git repository: give the root of a checkout`);
  }
  return found === root ? done(null) : refuse('bad_request', `${root} is not the root of its checkout: that is ${found}`);
}
