import { Type } from '@sinclair/typebox';
import { createCheck } from '../../protocol/check';
import type { IForge } from '../forge-port';
import type { ForgeOptions } from './forge-options';
import { hasLabel, listRepositories, type PageReader } from './list-repositories';
import { foundRepository, OwnedRepositorySchema } from './owned-repository';

const checkRepositories = createCheck(Type.Array(OwnedRepositorySchema));

/**
 * GitHub: the repositories that the token's user has a right to (https://docs.github.com/rest/repos/repos), without a
 * token the public ones of the owners that are named. Not its search: that ends after 1000 results, may leave some out
 * when it is busy, lags behind, and finds what anybody in the world gave the topic.
 */
export function createGithub({ discovery, token, patience }: ForgeOptions): IForge {
  const { url, label, token_env: tokenEnv } = discovery;
  const owners = Object.keys(discovery.organisations_by_group);
  const starts =
    token === null
      ? owners.map(owner => new URL(`${url}/users/${encodeURIComponent(owner)}/repos?type=owner&sort=full_name&per_page=100`))
      : [new URL(`${url}/user/repos?sort=full_name&per_page=100`)];
  const read: PageReader = body => {
    const repositories = checkRepositories(body);
    return repositories.ok
      ? repositories.value.filter(({ topics }) => hasLabel(topics ?? [], label)).map(repository => foundRepository(repository, discovery))
      : null;
  };
  const headers = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...(token === null ? {} : { authorization: `Bearer ${token}` })
  };
  return { repositories: signal => listRepositories(starts, { headers, tokenEnv, patience, signal }, read) };
}
