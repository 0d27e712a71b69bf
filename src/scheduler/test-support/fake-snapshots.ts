import { done, refuse } from '../../protocol/errors';
import type { RunId } from '../../protocol/identity';
import type { ISnapshots } from '../trial-port';
import type { FakeRepository } from './fake-repository';

/** Snapshots of the heads of repositories in memory. */
export type FakeSnapshots = ISnapshots & {
  /** Those that are there. */
  readonly kept: Set<string>;
};

export function createFakeSnapshots(repositories: readonly FakeRepository[]): FakeSnapshots {
  const kept = new Set<string>();
  return {
    kept,
    take: async ({ run, root, notebook }) => {
      const repository = repositories.find(({ url }) => url === root);
      const head = await repository?.head();
      if (repository === undefined || head?.ok !== true) {
        return refuse('git_failed', `${root} can't be read`);
      }
      const { commit } = head.value;
      kept.add(run);
      return done({
        commit,
        definitionFiles: () => repository.definitionFiles(commit.hash),
        readFiles: async wanted => {
          const files = await repository.readFiles(commit.hash, wanted);
          return files.ok && notebook !== null && wanted.paths.includes(notebook.path)
            ? done(new Map(files.value).set(notebook.path, { path: notebook.path, blob: 'editor', text: notebook.text, refusal: null }))
            : files;
        },
        checkout: () => Promise.resolve(done(`/trials/${run}`)),
        checkoutNotes: () => Promise.resolve([])
      });
    },
    names: () => Promise.resolve([...kept]),
    remove: (run: RunId) => {
      kept.delete(run);
      return Promise.resolve();
    }
  };
}
