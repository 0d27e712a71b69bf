import { refuse, type Outcome } from '../../../protocol/errors';
import type { GitAnswer } from './run-git';
import { stripCredentials } from '../../../core/text/strip-credentials';

const MOST_LINES = 4;
const MOST_CHARACTERS = 600;

/** The refusal for what git did not do: `sentence`, then git's own words without advice and credentials. */
export function gitRefusal(sentence: string, answer: GitAnswer): Outcome<never> {
  return refuse('git_failed', stripCredentials(`${sentence}: ${reasonOf(answer)}`));
}

function reasonOf(answer: GitAnswer): string {
  const said = answer.stderr
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !/^(hint|warning|remote: *$)/i.test(line))
    .map(line => line.replace(/^(fatal|error): /, ''));
  const words = said.slice(-MOST_LINES).join('; ').slice(0, MOST_CHARACTERS);
  if (answer.cut !== null) {
    return words === '' ? answer.cut : `${answer.cut} (${words})`;
  }
  return words === '' ? `git ended with code ${answer.code} and said nothing` : words;
}
