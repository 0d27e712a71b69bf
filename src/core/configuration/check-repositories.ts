import type { ConfigurationFile } from '../../protocol/configuration';
import { METADATA_LOOP } from '../../protocol/identity';
import type { FieldProblem } from '../yaml/field-problem';
import { quoteValue } from '../yaml/quote-value';

type RepositoryEntry = NonNullable<ConfigurationFile['repositories']>[number];

/** What the schema can't say of the repositories: who may define which organisation, and no password in an address. */
export function checkRepositories(repositories: readonly RepositoryEntry[]): readonly FieldProblem[] {
  return [
    ...repositories.flatMap((repository, index) => checkRepository(repository, index, repositories.length)),
    ...findRivals(repositories)
  ];
}

function checkRepository({ url, organisations }: RepositoryEntry, index: number, count: number): readonly FieldProblem[] {
  const path = ['repositories', String(index)];
  const problems: FieldProblem[] = [];
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/.test(url)) {
    problems.push({
      path: [...path, 'url'],
      at: 'value',
      message: 'the URL carries a password, which would be shown',
      hint: "remove it, and let git's own credential helper hold it"
    });
  }
  if (organisations === undefined && count > 1) {
    const message = 'this repository has no organisations; with several repositories each must say which it may define';
    problems.push({ path, at: 'value', message, hint: 'add organisations: [debr] to it' });
  }
  return problems;
}

function findRivals(repositories: readonly RepositoryEntry[]): readonly FieldProblem[] {
  const owners = new Map<string, number>();
  return repositories.flatMap(({ organisations = [] }, index) =>
    organisations.flatMap((codops, place) => {
      const path = ['repositories', String(index), 'organisations', String(place)];
      const owner = owners.get(codops);
      owners.set(codops, owner ?? index);
      if (codops === METADATA_LOOP) {
        return [
          {
            path,
            at: 'value',
            message: 'metadata is the loop that all organisations share, and no organisation',
            hint: 'remove it'
          } satisfies FieldProblem
        ];
      }
      if (owner === undefined) {
        return [];
      }
      const whose = owner === index ? 'is named twice in this repository' : `may already be defined by repositories.${owner}`;
      return [
        {
          path,
          at: 'value',
          message: `the organisation ${quoteValue(codops)} ${whose}; only one repository may define it`,
          hint: 'remove it from one of them'
        } satisfies FieldProblem
      ];
    })
  );
}
