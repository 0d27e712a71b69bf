import { refuse, type Outcome } from '../../../protocol/errors';
import { versionOf, type CommitHash } from '../../../protocol/identity';
import { gitRefusal } from '../command/git-refusal';
import type { GitAnswer } from '../command/run-git';

/** Git is made to speak English. Of a file that it could create and not fill it only says the first. */
const FULL = /unable to write file (?<file>.+)|No space left on device|Disk quota exceeded/i;

/** The refusal where git could not write `commit` into a working copy. */
export function checkoutRefusal(commit: CommitHash, answer: GitAnswer): Outcome<never> {
  const full = FULL.exec(answer.stderr);
  if (full === null) {
    return gitRefusal(sentence(commit), answer);
  }
  const file = full.groups?.file;
  return refuse('disk_full', `${sentence(commit)}: the disk is full${file === undefined ? '' : ` at ${file}`}; make room and try again`);
}

/** The refusal where `commit` would not fit on the disk. */
export function roomRefusal(commit: CommitHash, bytes: { readonly needed: number; readonly free: number }): Outcome<never> {
  const [needed, free] = [bytes.needed, bytes.free].map(count => `${Math.ceil(count / 1024 ** 2)} MiB`);
  return refuse('disk_full', `${sentence(commit)}: its files take ${needed} and the disk has ${free} left; make room and try again`);
}

function sentence(commit: CommitHash): string {
  return `commit ${versionOf(commit)} can't be checked out`;
}
