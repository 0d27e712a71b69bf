import type { YAMLError } from 'yaml';
import type { Problem } from '../../protocol/problem';
import type { Position } from '../definitions/definition';
import { problemAt } from './problem-at';

type Wording = readonly [message: string, hint: string | null];

const WORDINGS: Partial<Record<YAMLError['code'], Wording>> = {
  TAB_AS_INDENT: ['a tab indents this line; YAML allows only spaces there', 'replace the tab by spaces'],
  MULTIPLE_DOCS: ['a second YAML document begins here; a file holds one', 'move what follows to a file of its own'],
  BAD_SCALAR_START: ['text cannot begin with this character', 'put the text in quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['a second `key: value` begins within a value', 'put the text in quotes, or correct the indentation'],
  MULTILINE_IMPLICIT_KEY: ['this is no `key: value`', 'write a colon and a space after the key, or put text of several lines in quotes'],
  RESOURCE_EXHAUSTION: ['values are nested too deeply; 100 levels are allowed', 'write it flatter']
};

/** What the YAML parser found, in our words where it is a common mistake. Never quotes the file, which may hold secrets. */
export function syntaxProblem(error: YAMLError, position: Position): Problem {
  const [message, hint] = WORDINGS[error.code] ?? [`this is not valid YAML: ${withoutSource(error.message)}`, null];
  return problemAt(position, message, hint);
}

function withoutSource(message: string): string {
  const bare = message.replace(/: ".*$/s, '');
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}
