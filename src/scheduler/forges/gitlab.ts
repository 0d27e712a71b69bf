import { Type } from '@sinclair/typebox';
import { createCheck } from '../../protocol/check';
import type { IForge } from '../forge-port';
import { fetchAddress } from './fetch-address';
import type { ForgeOptions } from './forge-options';
import { hasLabel, listRepositories, type PageReader } from './list-repositories';

/** What is used of a project: https://docs.gitlab.com/api/projects/#list-all-projects with `simple=true`. */
const checkProjects = createCheck(
  Type.Array(
    Type.Object({
      path_with_namespace: Type.String(),
      http_url_to_repo: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      ssh_url_to_repo: Type.Optional(Type.Union([Type.String(), Type.Null()])),
      topics: Type.Optional(Type.Array(Type.String())),
      archived: Type.Optional(Type.Boolean())
    })
  )
);

/**
 * GitLab: projects with the topic, by keyset pages, which GitLab recommends and which miss nothing while projects come and
 * go. With a token only those that its user is a member of: anybody may give a public project the topic.
 */
export function createGitlab({ discovery, token, patience }: ForgeOptions): IForge {
  const { url, label, token_env: tokenEnv } = discovery;
  const start = new URL(`${url}/api/v4/projects`);
  const query = { topic: label, archived: 'false', simple: 'true', order_by: 'id', sort: 'asc', pagination: 'keyset', per_page: '100' };
  start.search = new URLSearchParams(token === null ? query : { ...query, membership: 'true' }).toString();
  const read: PageReader = body => {
    const projects = checkProjects(body);
    return projects.ok
      ? projects.value
          .filter(({ topics }) => hasLabel(topics, label))
          .map(project => ({
            path: project.path_with_namespace,
            group: project.path_with_namespace.split('/').slice(0, -1).join('/'),
            url: fetchAddress({ https: project.http_url_to_repo, ssh: project.ssh_url_to_repo }, discovery),
            archived: project.archived ?? false
          }))
      : null;
  };
  const headers: Readonly<Record<string, string>> = token === null ? {} : { 'private-token': token };
  return { repositories: signal => listRepositories([start], { headers, tokenEnv, patience, signal }, read) };
}
