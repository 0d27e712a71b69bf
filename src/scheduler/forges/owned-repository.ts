import { Type, type Static } from '@sinclair/typebox';
import type { FoundRepository } from '../../protocol/discovery';
import { fetchAddress } from './fetch-address';
import type { ForgeOptions } from './forge-options';

/** What is used of a repository as GitHub describes it, and Gitea after it. Older Giteas tell no topics. */
export const OwnedRepositorySchema = Type.Object({
  full_name: Type.String(),
  owner: Type.Object({ login: Type.String() }),
  clone_url: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  ssh_url: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  archived: Type.Optional(Type.Boolean()),
  topics: Type.Optional(Type.Union([Type.Array(Type.String()), Type.Null()]))
});
type OwnedRepository = Static<typeof OwnedRepositorySchema>;

export function foundRepository(repository: OwnedRepository, discovery: ForgeOptions['discovery']): FoundRepository {
  return {
    path: repository.full_name,
    group: repository.owner.login,
    url: fetchAddress({ https: repository.clone_url, ssh: repository.ssh_url }, discovery),
    archived: repository.archived ?? false
  };
}
