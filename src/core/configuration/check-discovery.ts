import { FORGES, type DiscoverFile } from '../../protocol/discovery';
import { parseDuration } from '../../protocol/duration';
import type { FieldProblem } from '../yaml/field-problem';
import { joinWords } from '../yaml/join-words';
import { quoteValue } from '../yaml/quote-value';

/** Seconds. */
const LEAST_EVERY = 1;

/** What the schema can't say of one `discover`, which stands at `path`. */
export function checkDiscovery(
  discover: DiscoverFile,
  path: readonly string[],
  environment: Readonly<Record<string, string | undefined>>
): readonly FieldProblem[] {
  return [
    ...checkForge(discover, path),
    ...checkToken(discover.token_env, [...path, 'token_env'], environment),
    ...checkEvery(discover.every, [...path, 'every']),
    ...checkGroups(Object.keys(discover.organisations_by_group), [...path, 'organisations_by_group'])
  ];
}

function checkForge(discover: DiscoverFile, path: readonly string[]): readonly FieldProblem[] {
  const named = FORGES.filter(forge => discover[forge] !== undefined);
  if (named.length !== 1) {
    const what = named.length === 0 ? 'names no forge' : `names ${joinWords(named, 'and')} at once`;
    const message = `this discover ${what}; write one of ${joinWords(FORGES, 'or')} with the address of its API`;
    return [{ path, at: 'key', message, hint: named.length === 0 ? null : 'make an entry of repositories for each' }];
  }
  return named.flatMap(forge => checkAddress([...path, forge], discover[forge] ?? ''));
}

/** The address may hold a secret where it is wrong, so no message shows it. */
function checkAddress(path: readonly string[], address: string): readonly FieldProblem[] {
  return /^https?:\/\/[^\s/@?#]+(\/[^\s@?#]*)?$/.test(address)
    ? []
    : [
        {
          path,
          at: 'value',
          message: 'this is no http or https address without a user name, ? and #',
          hint: 'write one such as https://git.example.org; the token is taken from the variable that token_env names'
        }
      ];
}

function checkToken(
  variable: string | undefined,
  path: readonly string[],
  environment: Readonly<Record<string, string | undefined>>
): readonly FieldProblem[] {
  const value = variable !== undefined && Object.hasOwn(environment, variable) ? environment[variable] : undefined;
  if (variable === undefined || (value !== undefined && /^[!-~]+$/.test(value))) {
    return [];
  }
  const message =
    value === undefined
      ? `the scheduler's own environment has no variable ${variable}, which the token is taken from`
      : `the variable ${variable} of the scheduler's own environment holds no token: it is empty, or has blanks or line ends in it`;
  return [{ path, at: 'value', message, hint: `set ${variable} where the scheduler is started` }];
}

function checkEvery(every: string | undefined, path: readonly string[]): readonly FieldProblem[] {
  return every === undefined || (parseDuration(every) ?? LEAST_EVERY) >= LEAST_EVERY
    ? []
    : [{ path, at: 'value', message: `every is ${every}; at least ${LEAST_EVERY}s is allowed`, hint: 'write one such as 5m' }];
}

/** Forges don't mind case in the paths of groups. */
function checkGroups(groups: readonly string[], path: readonly string[]): readonly FieldProblem[] {
  const seen = new Map<string, string>();
  return groups.flatMap(group => {
    const twin = seen.get(group.toLowerCase());
    seen.set(group.toLowerCase(), group);
    return twin === undefined
      ? []
      : [
          {
            path: [...path, group],
            at: 'key',
            message: `the group ${quoteValue(group)} is the same as ${quoteValue(twin)}`,
            hint: 'write one of them, with the organisations of both'
          } satisfies FieldProblem
        ];
  });
}
