import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskRefusal } from '../../../core/refusals/disk-refusal';
import { done, type Outcome } from '../../../protocol/errors';
import type { RunId } from '../../../protocol/identity';
import type { ILogger } from '../../ports';
import type { ISnapshot, ISnapshots, SnapshotRequest } from '../../trial-port';
import { freeBytes } from '../checkouts/free-bytes';
import { CopyShelf } from '../checkouts/copy-shelf';
import { createCheckoutNotes } from '../checkouts/checkout-notes';
import { discardTree } from '../checkouts/trees/remove-tree';
import { createTreeKeeper } from '../checkouts/trees/tree-keeper';
import { createRepositoryGit } from '../command/repository-git';
import { createFileReader } from '../objects/file-reader';
import { readDefinitionFiles } from '../objects/read-definition-files';
import { readFiles } from '../objects/read-files';
import { createCommitReader } from '../refs/commit-reader';
import { commitWorkingCopy } from './commit-working-copy';
import { makeStore } from './make-store';
import type { SnapshotLimits } from './weigh-changes';

type SnapshotsOptions = {
  /** Where snapshots are kept, a folder each. */
  readonly directory: string;
  readonly logger: ILogger;
  readonly limits?: SnapshotLimits;
};

/** What people add to their repositories by hand is less. */
const LIMITS: SnapshotLimits = { bytes: 256 * 1024 ** 2, files: 5_000 };

/** Snapshots as commits of bare repositories, which have as their own only the objects that the person's repository has not. */
export function createSnapshots({ directory, logger, limits = LIMITS }: SnapshotsOptions): ISnapshots {
  const folderOf = (run: RunId): string => join(directory, run);
  const remove = async (run: RunId): Promise<void> => {
    if (!(await discardTree(folderOf(run)))) {
      logger.warn({ run }, 'a snapshot could not be removed');
    }
  };
  const take = async (request: SnapshotRequest, signal: AbortSignal): Promise<Outcome<ISnapshot>> => {
    const folder = folderOf(request.run);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const store = await makeStore(folder, request.root);
    const hash = store.ok ? await commitWorkingCopy({ ...request, store: store.value, limits, signal }) : store;
    return hash.ok ? openSnapshot(folder, hash.value, logger) : hash;
  };
  return {
    take: async (request, signal) => {
      const taken = await take(request, signal).catch((error: unknown) => diskRefusal('the working copy can’t be taken', error));
      if (!taken.ok) {
        await remove(request.run);
      }
      return taken;
    },
    names: () => readdir(directory).catch(() => []),
    remove
  };
}

async function openSnapshot(folder: string, hash: string, logger: ILogger): Promise<Outcome<ISnapshot>> {
  const git = createRepositoryGit(join(folder, 'repository.git'));
  const commit = await createCommitReader(git)(hash);
  if (!commit.ok) {
    return commit;
  }
  const read = createFileReader(git, null);
  const shelf = new CopyShelf({ directory: join(folder, 'checkouts'), git, keeper: createTreeKeeper(), logger, freeBytes }, () => true);
  return done({
    commit: commit.value,
    definitionFiles: () => readDefinitionFiles(git, read, commit.value.hash),
    readFiles: wanted => readFiles(git, read, { commit: commit.value.hash, ...wanted }),
    checkout: async () => {
      const tree = await shelf.make(commit.value.hash);
      return tree.ok ? done(tree.value.root) : tree;
    },
    checkoutNotes: () => createCheckoutNotes(git)(commit.value.hash)
  });
}
