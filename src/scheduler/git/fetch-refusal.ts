import { refuse, type Outcome } from '../../protocol/errors';
import { gitRefusal } from './command/git-refusal';
import type { GitAnswer } from './command/run-git';

/** What git or ssh says where somebody has to do something, and what. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /could not read (Username|Password)|terminal prompts disabled|Authentication failed/,
    'give git credentials for it that nobody has to type, by a credential helper of the user that the scheduler runs as'
  ],
  [
    /Permission denied \(|Too many authentication failures/,
    'give the user that the scheduler runs as a key that the remote knows, without a passphrase or in an agent'
  ],
  [/Host key verification failed/, 'connect to it once by hand as the user that the scheduler runs as, so that ssh knows the host']
];

const SILENT = 'see whether the remote answers this machine, and whether a helper of git or ssh waits for somebody';

/** The refusal where `url` could not be fetched, with what a person can do about it. No secret of `url` is in it. */
export function fetchRefusal(url: string, answer: GitAnswer): Outcome<never> {
  const refused = gitRefusal(`${url} can't be fetched`, answer, url);
  const remedy = answer.silent ? SILENT : REMEDIES.find(([words]) => words.test(answer.stderr))?.[1];
  return refused.ok || remedy === undefined ? refused : refuse('git_failed', `${refused.refusal.message}; ${remedy}`);
}
