import { refuse, type Outcome } from '../../../protocol/errors';
import type { GitAnswer } from './run-git';
import { stripCredentials } from '../../../core/text/strip-credentials';

const MOST_LINES = 4;
const MOST_CHARACTERS = 600;
const ERROR = /^(fatal|error): /;

/** The refusal for what git did not do: `sentence`, then git's own words without advice and credentials. */
export function gitRefusal(sentence: string, answer: GitAnswer): Outcome<never> {
  return refuse('git_failed', stripCredentials(`${sentence}: ${reasonOf(answer)}`));
}

function reasonOf(answer: GitAnswer): string {
  const lines = answer.stderr
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(hint|warning|remote: *$)/i.test(line));
  // Git tells the error first and then what to do about it; hooks and programs tell it last.
  const first = lines.findIndex(line => ERROR.test(line));
  const told = first < 0 ? lines.slice(-MOST_LINES) : lines.slice(first, first + MOST_LINES);
  const words = told
    .map(line => line.replace(ERROR, ''))
    .join('; ')
    .slice(0, MOST_CHARACTERS);
  if (answer.cut !== null) {
    return words === '' ? answer.cut : `${answer.cut} (${words})`;
  }
  return words === '' ? `git ended with code ${answer.code} and said nothing` : words;
}
