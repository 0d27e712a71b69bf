import { Type } from '@sinclair/typebox';
import { createCheck } from '../../protocol/check';
import type { IForge } from '../forge-port';
import type { ForgeOptions } from './forge-options';
import { hasLabel, listRepositories, type PageReader } from './list-repositories';
import { foundRepository, OwnedRepositorySchema } from './owned-repository';

const checkAnswer = createCheck(Type.Object({ ok: Type.Literal(true), data: Type.Array(OwnedRepositorySchema) }));

/** Gitea and Forgejo: the search with `topic=true`, where the word must be one of the topics (`/api/swagger` of the server). */
export function createGitea({ discovery, token, patience }: ForgeOptions): IForge {
  const { url, label, token_env: tokenEnv } = discovery;
  const start = new URL(`${url}/api/v1/repos/search`);
  // By id, so that a page does not shift when somebody pushes.
  start.search = new URLSearchParams({ q: label, topic: 'true', archived: 'false', sort: 'id', limit: '50', page: '1' }).toString();
  const read: PageReader = body => {
    const answer = checkAnswer(body);
    return answer.ok
      ? answer.value.data.filter(({ topics }) => hasLabel(topics, label)).map(repository => foundRepository(repository, discovery))
      : null;
  };
  const headers: Readonly<Record<string, string>> = token === null ? {} : { authorization: `token ${token}` };
  return { repositories: signal => listRepositories([start], { headers, tokenEnv, patience, signal }, read) };
}
