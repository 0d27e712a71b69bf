import { done, refuse, type Outcome } from '../../protocol/errors';
import type { CommitHash } from '../../protocol/identity';
import type { CommittedFile, Head, ICheckout, IRepository } from '../ports';

/** A repository in memory, whose head a test moves. */
export type FakeRepository = IRepository & {
  /** Makes a commit with these files, by path, the head. */
  commit(files: Readonly<Record<string, string>>): CommitHash;
  /** Makes every question fail with these words; null: answers again. */
  broken: string | null;
  /** Why no working copy can be made; null: they are. */
  crowded: string | null;
  readonly checkouts: readonly string[];
  readonly prepared: readonly CommitHash[];
  readonly released: readonly string[];
};

export function createFakeRepository(url = '/repository'): FakeRepository {
  const commits = new Map<string, ReadonlyMap<string, CommittedFile>>();
  const checkouts: string[] = [];
  const prepared: CommitHash[] = [];
  const released: string[] = [];
  const watchers = new Set<() => void>();
  let head: Head | null = null;
  const answer = <T>(make: () => T): Promise<Outcome<T>> =>
    Promise.resolve(repository.broken === null ? done(make()) : refuse('git_failed', repository.broken));
  const filesOf = (commit: CommitHash): ReadonlyMap<string, CommittedFile> => commits.get(commit) ?? new Map();
  const checkoutAt = (root: string): ICheckout => ({ root, release: () => released.push(root) });
  const repository: FakeRepository = {
    url,
    local: true,
    broken: null,
    crowded: null,
    checkouts,
    prepared,
    released,
    commit: files => {
      const hash = String(commits.size + 1).padStart(40, '0') as CommitHash;
      const committed = Object.entries(files).map(
        ([path, text]) => [path, { path, blob: `${path} ${text}`, text, refusal: null }] as const
      );
      commits.set(hash, new Map(committed));
      head = {
        branch: 'master',
        commit: { hash, author: 'Ada', subject: `Commit ${commits.size}`, time: '2026-01-01T00:00:00.000Z' },
        fetchedAt: 0
      };
      watchers.forEach(changed => changed());
      return hash;
    },
    head: () =>
      repository.broken === null && head === null ? Promise.resolve(refuse('git_failed', 'there is no commit yet')) : answer(() => head!),
    fetch: () => Promise.resolve(done(null)),
    definitionFiles: commit => answer(() => [...filesOf(commit).values()].filter(({ path }) => path.endsWith('.yaml'))),
    readFiles: (commit, { paths }) => answer(() => new Map([...filesOf(commit)].filter(([path]) => paths.includes(path)))),
    checkout: commit =>
      repository.crowded === null
        ? answer(() => {
            const root = `/checkouts/${checkouts.length}-${commit.slice(-2)}`;
            checkouts.push(root);
            return checkoutAt(root);
          })
        : Promise.resolve(refuse('disk_full', repository.crowded)),
    prepareCheckout: commit => prepared.push(commit),
    adoptCheckout: checkoutAt,
    checkoutNotes: () => Promise.resolve([]),
    reclaimCheckouts: () => undefined,
    watch: changed => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    }
  };
  return repository;
}
