import type { Configuration, ConfigurationFile } from '../../protocol/configuration';
import { FORGES, type DiscoverFile, type DiscoveryConfiguration } from '../../protocol/discovery';
import { parseDuration } from '../../protocol/duration';
import type { ConfigurationDefaults } from './configuration-defaults';
import { resolveUrl } from './resolve-path';

const DEFAULT_LABEL = 'peach-lab';
const DEFAULT_EVERY = 300;

/** The repositories that are named, and the forges that tell of others. */
export function fillRepositories(
  entries: NonNullable<ConfigurationFile['repositories']>,
  defaults: ConfigurationDefaults
): Pick<Configuration, 'repositories' | 'discoveries'> {
  return {
    repositories: entries.flatMap(({ url, branch, organisations }) =>
      url === undefined ? [] : { url: resolveUrl(url, defaults), branch: branch ?? null, organisations: organisations ?? null }
    ),
    discoveries: entries.flatMap(({ discover }) => (discover === undefined ? [] : fillDiscovery(discover)))
  };
}

function fillDiscovery(file: DiscoverFile): readonly DiscoveryConfiguration[] {
  return FORGES.flatMap(forge => {
    const url = file[forge];
    return url === undefined
      ? []
      : {
          forge,
          url: url.replace(/\/+$/, ''),
          label: file.label ?? DEFAULT_LABEL,
          token_env: file.token_env ?? null,
          organisations_by_group: Object.fromEntries(
            Object.entries(file.organisations_by_group).map(([group, organisations]) => [group.toLowerCase(), organisations])
          ),
          clone: file.clone ?? 'https',
          branch: file.branch ?? null,
          every: (file.every === undefined ? null : parseDuration(file.every)) ?? DEFAULT_EVERY
        };
  });
}
