import type { ConfigurationFile } from '../../protocol/configuration';
import { METADATA_LOOP } from '../../protocol/identity';
import type { FieldProblem } from '../yaml/field-problem';
import { joinWords } from '../yaml/join-words';
import { quoteValue } from '../yaml/quote-value';
import { checkDiscovery } from './check-discovery';

type RepositoryEntry = NonNullable<ConfigurationFile['repositories']>[number];

/** What the schema can't say of the repositories: who may define which organisation, and no password in an address. */
export function checkRepositories(
  entries: readonly RepositoryEntry[],
  environment: Readonly<Record<string, string | undefined>>
): readonly FieldProblem[] {
  return [
    ...entries.flatMap((entry, index) => {
      const path = ['repositories', String(index)];
      return [
        ...checkKind(entry, path),
        ...(entry.url === undefined ? [] : checkRepository(entry.url, entry, { path, isAlone: entries.length === 1 })),
        ...(entry.discover === undefined ? [] : checkDiscovery(entry.discover, [...path, 'discover'], environment))
      ];
    }),
    ...findRivals(entries)
  ];
}

/** An entry names a repository, or a forge to ask for repositories. */
function checkKind({ url, discover, branch, organisations }: RepositoryEntry, path: readonly string[]): readonly FieldProblem[] {
  const place = path.join('.');
  if (url === undefined && discover === undefined) {
    return [{ path, at: 'key', message: `${place} has neither url nor discover`, hint: 'add url: a path, file://, ssh or https' }];
  }
  if (discover === undefined) {
    return [];
  }
  const strays = Object.entries({ url, branch, organisations }).flatMap(([key, value]) => (value === undefined ? [] : key));
  const hint = url === undefined ? 'write them below discover: branch, organisations_by_group' : 'make two entries of it';
  return strays.length === 0
    ? []
    : [{ path, at: 'key', message: `${place} has ${joinWords(strays, 'and')} beside discover, which stands alone`, hint }];
}

function checkRepository(
  url: string,
  { organisations }: RepositoryEntry,
  { path, isAlone }: { readonly path: readonly string[]; readonly isAlone: boolean }
): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]*@/.test(url)) {
    problems.push({
      path: [...path, 'url'],
      at: 'value',
      message: 'the URL carries a password, which would be shown',
      hint: "remove it, and let git's own credential helper hold it"
    });
  }
  if (organisations === undefined && !isAlone) {
    const message = 'this repository has no organisations; with several repositories each must say which it may define';
    problems.push({ path, at: 'value', message, hint: 'add organisations: [debr] to it' });
  }
  return problems;
}

/** A list of organisations: whose it is, and where it stands. */
type Claim = { readonly owner: string; readonly path: readonly string[]; readonly organisations: readonly string[] };

function claimsOf({ organisations = [], discover }: RepositoryEntry, index: number): readonly Claim[] {
  const path = ['repositories', String(index)];
  const byGroup = Object.entries(discover?.organisations_by_group ?? {});
  return [
    { owner: path.join('.'), path: [...path, 'organisations'], organisations },
    ...byGroup.map(([group, those]) => ({
      owner: `the group ${group} of ${path.join('.')}`,
      path: [...path, 'discover', 'organisations_by_group', group],
      organisations: those
    }))
  ];
}

function findRivals(entries: readonly RepositoryEntry[]): readonly FieldProblem[] {
  const owners = new Map<string, Claim>();
  return entries.flatMap(claimsOf).flatMap(claim =>
    claim.organisations.flatMap((codops, place) => {
      const path = [...claim.path, String(place)];
      const owner = owners.get(codops);
      owners.set(codops, owner ?? claim);
      if (codops === METADATA_LOOP) {
        const message = 'metadata is the loop that all organisations share, and no organisation';
        return [{ path, at: 'value', message, hint: 'remove it' } satisfies FieldProblem];
      }
      if (owner === undefined) {
        return [];
      }
      const whose = owner === claim ? 'is named twice in this repository' : `may already be defined by ${owner.owner}`;
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
