import type { RepositoryConfiguration } from '../../protocol/configuration';
import type { DiscoveryConfiguration, FoundRepository } from '../../protocol/discovery';
import { organisationsOfGroup } from './organisations-of-group';

/** A repository with the label that is not served. */
export type LeftOut = { readonly path: string; readonly url: string | null; readonly reason: string };

type Choice = { readonly served: readonly RepositoryConfiguration[]; readonly leftOut: readonly LeftOut[] };

type Rules = Pick<DiscoveryConfiguration, 'organisations_by_group' | 'branch' | 'clone'>;

/** Which of the repositories with the label are served, each with the organisations that are its group's; and why the others are not. */
export function chooseRepositories(found: readonly FoundRepository[], rules: Rules): Choice {
  const served = new Map<string, RepositoryConfiguration>();
  const leftOut: LeftOut[] = [];
  for (const { path, group, url, archived } of found) {
    const organisations = organisationsOfGroup(rules.organisations_by_group, group);
    if (url === null) {
      leftOut.push({ path, url, reason: `the forge gives no address to fetch it from by ${rules.clone}` });
    } else if (archived) {
      leftOut.push({ path, url, reason: 'it is archived' });
    } else if (organisations === null) {
      leftOut.push({
        path,
        url,
        reason: `its group ${group} may define no organisation: name the group under organisations_by_group, or take the label away`
      });
    } else {
      served.set(url, { url, branch: rules.branch, organisations });
    }
  }
  return { served: [...served.values()], leftOut };
}
