import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskRefusal } from '../../../core/refusals/disk-refusal';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { ICheckout, ILogger } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import { createWorkingTree, type WorkingTree } from './working-tree';

type PoolOptions = { readonly directory: string; readonly git: RepositoryGit; readonly logger: ILogger };

/** Idle copies that stay however few are in use. */
const FEWEST_IDLE = 4;

/** Working copies of one repository, ready before they are needed. */
export class CheckoutPool {
  readonly #options: PoolOptions;
  readonly #idle: WorkingTree[] = [];
  readonly #cleaning = new Set<Promise<void>>();
  /** Everything that must not be taken for a leftover. */
  readonly #known = new Set<string>();
  #inUse = 0;
  #lastNumber = 0;
  /** The commit that was last asked for. */
  #wanted: CommitHash | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** A clean copy of `commit` that is in nobody else's hands. */
  async checkout(commit: CommitHash): Promise<Outcome<ICheckout>> {
    this.#wanted = commit;
    while (this.#idle.length === 0 && this.#cleaning.size >= FEWEST_IDLE) {
      // Cleaning one is quicker than making one, and more than these would only be thrown away.
      await Promise.race(this.#cleaning);
    }
    const tree = this.#takeIdle(commit);
    const taken = tree === undefined ? null : await this.#takeUp(tree, commit);
    if (taken?.ok === true) {
      return taken;
    }
    try {
      return await this.#takeUp(await this.#makeTree(), commit);
    } catch (error) {
      return diskRefusal('no working copy can be made', error);
    }
  }

  /** The copy that a run of an earlier scheduler still uses. */
  adopt(root: string): ICheckout {
    // A folder that is no working copy of this pool is not the pool's to remove.
    const owned = dirname(root) === this.#options.directory;
    this.#known.add(root);
    return { root, release: once(() => void (owned && this.#discard(createWorkingTree(this.#options.git, root)))) };
  }

  /** Removes the copies of earlier schedulers but `roots`. */
  async reclaim(roots: readonly string[]): Promise<void> {
    const left = await leftovers(this.#options.directory, new Set([...this.#known, ...roots]));
    for (const root of left) {
      await this.#discard(createWorkingTree(this.#options.git, root));
    }
  }

  #takeIdle(commit: CommitHash): WorkingTree | undefined {
    const ready = this.#idle.findIndex(tree => tree.commit() === commit);
    return this.#idle.splice(Math.max(0, ready), 1)[0];
  }

  async #makeTree(): Promise<WorkingTree> {
    const { directory, git } = this.#options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (;;) {
      this.#lastNumber += 1;
      const root = join(directory, String(this.#lastNumber));
      if (await makeFolder(root)) {
        this.#known.add(root);
        return createWorkingTree(git, root);
      }
    }
  }

  async #takeUp(tree: WorkingTree, commit: CommitHash): Promise<Outcome<ICheckout>> {
    const ready = tree.commit() === commit ? done(null) : await settle(tree.update(commit));
    if (!ready.ok) {
      void this.#discard(tree);
      return ready;
    }
    this.#inUse += 1;
    return done({ root: tree.root, release: once(() => this.#takeBack(tree)) });
  }

  #takeBack(tree: WorkingTree): void {
    this.#inUse -= 1;
    if (this.#wanted === null || this.#idle.length + this.#cleaning.size >= Math.max(FEWEST_IDLE, this.#inUse)) {
      void this.#discard(tree);
      return;
    }
    const cleaned = this.#clean(tree, this.#wanted).finally(() => this.#cleaning.delete(cleaned));
    this.#cleaning.add(cleaned);
  }

  async #clean(tree: WorkingTree, commit: CommitHash): Promise<void> {
    const cleaned = await settle(tree.clean(commit));
    if (cleaned.ok) {
      this.#idle.push(tree);
      return;
    }
    const fields = { root: tree.root, reason: cleaned.refusal.message };
    this.#options.logger.warn(fields, 'a working copy could not be cleaned and is thrown away');
    await this.#discard(tree);
  }

  async #discard(tree: WorkingTree): Promise<void> {
    const gone = await tree.discard();
    this.#known.delete(tree.root);
    if (!gone) {
      this.#options.logger.warn({ root: tree.root }, 'a working copy could not be removed');
    }
  }
}

/** A working copy that can't be read or written is as good as none. */
function settle(work: Promise<Outcome<null>>): Promise<Outcome<null>> {
  return work.catch((error: unknown) => diskRefusal('a working copy can’t be written', error));
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
