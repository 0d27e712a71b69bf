import type { AccessEntry } from '../../protocol/access';
import { METADATA_LOOP } from '../../protocol/identity';
import type { FieldProblem } from '../yaml/field-problem';
import { quoteValue } from '../yaml/quote-value';

/** SHA-256 of nothing: what a shell prints where the variable with the token was empty. */
const HASH_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What the schema can't say of the members. */
export function checkAccess(access: readonly AccessEntry[]): readonly FieldProblem[] {
  const names = new Map<string, string>();
  return access.flatMap(({ name, token_sha256, organisations }, index) => {
    const path = ['access', String(index)];
    const owner = names.get(token_sha256) ?? name;
    names.set(token_sha256, owner);
    const problems: FieldProblem[] = [];
    if (owner !== name) {
      problems.push({
        path: [...path, 'token_sha256'],
        at: 'value',
        message: `this is the token of ${quoteValue(owner)}; two members can't have the same`,
        hint: 'make another token, or give both entries the same name'
      });
    }
    if (token_sha256 === HASH_OF_NOTHING) {
      const hint = 'print the token to sha256sum without the end of the line: printf %s "$TOKEN" | sha256sum';
      problems.push({ path: [...path, 'token_sha256'], at: 'value', message: 'this is the SHA-256 of an empty text', hint });
    }
    if (organisations !== 'all' && organisations.includes(METADATA_LOOP)) {
      const message = 'metadata is the loop that all organisations share, and no organisation';
      problems.push({
        path: [...path, 'organisations', String(organisations.indexOf(METADATA_LOOP))],
        at: 'value',
        message,
        hint: 'remove it'
      });
    }
    return problems;
  });
}
