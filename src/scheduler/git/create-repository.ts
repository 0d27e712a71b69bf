import { done, refuse, type Outcome } from '../../protocol/errors';
import type { Head, IClock, ILogger, IRepository } from '../ports';
import { createCheckoutNotes } from './checkouts/checkout-notes';
import type { CheckoutPool } from './checkouts/checkout-pool';
import type { RepositoryGit } from './command/repository-git';
import { stripCredentials } from '../../core/text/strip-credentials';
import type { Mirror } from './mirror';
import { createBlobCache } from './objects/blob-cache';
import { createFileReader } from './objects/file-reader';
import { readDefinitionFiles } from './objects/read-definition-files';
import { readFiles } from './objects/read-files';
import { createBranchFinder, type BranchFinder } from './refs/branch-finder';
import { createCommitReader } from './refs/commit-reader';
import { headMark, watchHead } from './refs/watch-head';

export type RepositoryParts = {
  readonly url: string;
  readonly branch: string | null;
  readonly gitDirectory: string;
  readonly bare: boolean;
  readonly git: RepositoryGit;
  /** Null for a local repository. */
  readonly mirror: Mirror | null;
  readonly pool: CheckoutPool;
  /** Removes working copies that are nobody's, but these. */
  readonly reclaim: (inUse: readonly string[]) => void;
  readonly clock: IClock;
  readonly logger: ILogger;
};

export function createRepository(parts: RepositoryParts): IRepository {
  const { git, mirror, pool } = parts;
  const finder = createBranchFinder({ ...parts, name: stripCredentials(parts.url) });
  const readCommit = createCommitReader(git);
  const checkoutNotes = createCheckoutNotes(git);
  const readDefinitions = createFileReader(git, createBlobCache());
  // Whoever asks for them remembers what he made of them: their texts may be large.
  const readOnce = createFileReader(git, null);
  const fetched = mirror === null ? null : createFetch(mirror, finder);
  /** The mark of the head that was last handed out. */
  let shown: string | null = null;

  async function head(): Promise<Outcome<Head>> {
    const fetchedAt = mirror === null ? parts.clock.now() : await mirror.fetchedAt();
    if (fetchedAt === null) {
      return fetched?.failure() ?? refuse('git_failed', `${stripCredentials(parts.url)} has not been fetched yet`);
    }
    const found = await finder.find();
    if (!found.ok) {
      return found;
    }
    shown = headMark(found);
    const commit = await readCommit(found.value.hash);
    return commit.ok ? done({ branch: found.value.branch, commit: commit.value, fetchedAt }) : commit;
  }

  return {
    url: parts.url,
    local: mirror === null,
    head,
    fetch: signal => fetched?.fetch(signal) ?? Promise.resolve(done(null)),
    definitionFiles: commit => readDefinitionFiles(git, readDefinitions, commit),
    readFiles: (commit, wanted) => readFiles(git, readOnce, { commit, ...wanted }),
    checkout: commit => pool.checkout(commit),
    checkoutNotes,
    prepareCheckout: commit => {
      pool.prepare(commit);
      void checkoutNotes(commit);
    },
    adoptCheckout: root => pool.adopt(root),
    reclaimCheckouts: roots => {
      pool.reclaim(roots);
      parts.reclaim(roots);
    },
    watch: changed => fetched?.watch(changed) ?? watchHead({ ...parts, finder, known: shown, changed })
  };
}

type Fetch = {
  fetch(signal: AbortSignal): Promise<Outcome<null>>;
  /** Why the last fetch failed, or null. */
  failure(): Outcome<never> | null;
  watch(changed: () => void): () => void;
};

/** Fetching that tells whether it moved the head. */
function createFetch(mirror: Mirror, finder: BranchFinder): Fetch {
  const listeners = new Set<() => void>();
  let failure: Outcome<never> | null = null;

  async function fetch(signal: AbortSignal): Promise<Outcome<null>> {
    const before = headMark(await finder.find());
    const outcome = await mirror.fetch(signal);
    failure = outcome.ok ? null : outcome;
    if (outcome.ok && headMark(await finder.find()) !== before) {
      listeners.forEach(changed => changed());
    }
    return outcome;
  }

  return {
    fetch,
    failure: () => failure,
    watch: changed => {
      const listener = (): void => changed();
      listeners.add(listener);
      return () => listeners.delete(listener);
    }
  };
}
