import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskRefusal } from '../../../core/refusals/disk-refusal';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { ICheckout, ILogger } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import { createWorkingTree, type WorkingTree } from './working-tree';

/** Working copies of one repository, ready before they are needed. */
export type CheckoutPool = {
  checkout(commit: CommitHash): Promise<Outcome<ICheckout>>;
  adopt(root: string): ICheckout;
  /** Removes the copies of earlier schedulers but `roots`. */
  reclaim(roots: readonly string[]): Promise<void>;
};

type Pool = { readonly directory: string; readonly git: RepositoryGit; readonly logger: ILogger };

/** Idle copies that stay however few are in use. */
const FEWEST_IDLE = 4;

export function createCheckoutPool({ directory, git, logger }: Pool): CheckoutPool {
  const idle: WorkingTree[] = [];
  /** Everything that must not be taken for a leftover. */
  const known = new Set<string>();
  const cleaning = new Set<Promise<void>>();
  let inUse = 0;
  let lastNumber = 0;
  let wanted: CommitHash | null = null;

  async function makeTree(): Promise<WorkingTree> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (;;) {
      lastNumber += 1;
      const root = join(directory, String(lastNumber));
      known.add(root);
      if (await makeFolder(root)) {
        return createWorkingTree(git, root);
      }
      known.delete(root);
    }
  }

  async function discard(tree: WorkingTree): Promise<void> {
    const gone = await tree.discard();
    known.delete(tree.root);
    if (!gone) {
      logger.warn({ root: tree.root }, 'a working copy could not be removed');
    }
  }

  async function takeUp(tree: WorkingTree, commit: CommitHash): Promise<Outcome<ICheckout>> {
    const ready =
      tree.commit() === commit
        ? done(null)
        : await tree.update(commit).catch((error: unknown) => diskRefusal('a working copy can’t be written', error));
    if (!ready.ok) {
      void discard(tree);
      return ready;
    }
    inUse += 1;
    return done({ root: tree.root, release: once(() => takeBack(tree)) });
  }

  function takeBack(tree: WorkingTree): void {
    inUse -= 1;
    if (wanted === null || idle.length + cleaning.size >= Math.max(FEWEST_IDLE, inUse)) {
      void discard(tree);
      return;
    }
    const cleaned = clean(tree, wanted).finally(() => cleaning.delete(cleaned));
    cleaning.add(cleaned);
  }

  async function clean(tree: WorkingTree, commit: CommitHash): Promise<void> {
    const cleaned = await tree.clean(commit).catch((error: unknown) => diskRefusal('cleaning failed', error));
    if (cleaned.ok) {
      idle.push(tree);
      return;
    }
    logger.warn({ root: tree.root, reason: cleaned.refusal.message }, 'a working copy could not be cleaned and is thrown away');
    await discard(tree);
  }

  function takeIdle(commit: CommitHash): WorkingTree | undefined {
    const ready = idle.findIndex(tree => tree.commit() === commit);
    return idle.splice(Math.max(0, ready), 1)[0];
  }

  async function checkout(commit: CommitHash): Promise<Outcome<ICheckout>> {
    wanted = commit;
    while (idle.length === 0 && cleaning.size >= FEWEST_IDLE) {
      // Cleaning one is quicker than making one, and more than these would only be thrown away.
      await Promise.race(cleaning);
    }
    const tree = takeIdle(commit);
    const taken = tree === undefined ? null : await takeUp(tree, commit);
    return taken?.ok === true ? taken : takeUp(await makeTree(), commit);
  }

  return {
    checkout: commit => checkout(commit).catch((error: unknown) => diskRefusal('no working copy can be made', error)),
    adopt: root => {
      // A folder that is no working copy of this pool is not the pool's to remove.
      const owned = dirname(root) === directory;
      known.add(root);
      return { root, release: once(() => void (owned && discard(createWorkingTree(git, root)))) };
    },
    reclaim: async roots => {
      const left = await leftovers(directory, new Set([...known, ...roots]));
      for (const root of left) {
        await discard(createWorkingTree(git, root));
      }
    }
  };
}

async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

async function leftovers(directory: string, kept: ReadonlySet<string>): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => []);
  const roots = names.filter(name => /^\d+(\.index(\.lock)?)?$/.test(name)).map(name => join(directory, name.replace(/\..*$/, '')));
  return [...new Set(roots)].filter(root => !kept.has(root));
}

function once(action: () => void): () => void {
  let over = false;
  return () => {
    if (!over) {
      over = true;
      action();
    }
  };
}
