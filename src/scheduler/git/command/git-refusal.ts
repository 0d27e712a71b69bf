import { refuse, type Outcome } from '../../../protocol/errors';
import { hideSecrets } from './hide-secrets';
import type { GitAnswer } from './run-git';

const MOST_LINES = 4;
const MOST_CHARACTERS = 600;
const ERROR = /^(fatal|error): /;
const PARTIAL = 'this is a partial clone whose remote does not give what is missing: serve a whole clone, or the remote itself';
/** What a server says before git says that it failed. */
const REMOTE = 'remote: ';
/** Advice, and what is told again and again while it goes on. */
const NO_REASON = /^(hint|warning|remote: *$)|\b\d+% \(\d+\/\d+\)|^(remote: )?[a-z ]+: \d+, done\.$|^remote: Total \d|^From \S+$/i;

/** The refusal for what git did not do: `sentence`, then git's own words without advice and credentials; `url`: where it asked for it. */
export function gitRefusal(sentence: string, answer: GitAnswer, url = ''): Outcome<never> {
  return refuse('git_failed', `${hideSecrets(sentence, url)}: ${reasonOf(answer, url)}`);
}

function reasonOf(answer: GitAnswer, url: string): string {
  const lines = answer.stderr
    .split(/[\r\n]/)
    .map(line => line.replace(/\p{Cc}/gu, '').trim())
    .filter(line => line !== '' && !NO_REASON.test(line));
  // Git tells the error first and then what to do about it; hooks and programs tell it last.
  const first = lines.findIndex(line => ERROR.test(line));
  const remotes = lines.slice(0, Math.max(0, first)).filter(line => line.startsWith(REMOTE));
  const told = first < 0 ? lines.slice(-MOST_LINES) : [...lines.slice(first, first + MOST_LINES), ...remotes.slice(-1)];
  // Cut last: half a URL can't be told from other words.
  const words = hideSecrets(told.map(line => line.replace(ERROR, '')).join('; '), url).slice(0, MOST_CHARACTERS);
  if (answer.cut !== null) {
    return words === '' ? answer.cut : `${answer.cut} (${words})`;
  }
  if (words === '') {
    return `git ended with code ${answer.code} and said nothing`;
  }
  return answer.stderr.includes('from promisor remote') ? `${words}; ${PARTIAL}` : words;
}
