import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { diskRefusal } from '../../../core/refusals/disk-refusal';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { ILogger } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import { roomRefusal } from './checkout-refusal';
import { commitSize } from './commit-size';
import { findLeftovers, isIn } from './find-leftovers';
import type { ITreeKeeper } from './trees/tree-keeper';
import { createWorkingTree, type WorkingTree } from './working-tree';

export type ShelfOptions = {
  readonly directory: string;
  readonly git: RepositoryGit;
  readonly keeper: ITreeKeeper;
  readonly logger: ILogger;
  /** Bytes that may be written in a folder. */
  readonly freeBytes: (directory: string) => Promise<number>;
};

/** Free bytes from which on nobody asks how large a commit is. */
const PLENTY = 32 * 1024 ** 3;
/** Bytes that are left to others, such as the store and the logs of runs. */
const RESERVE = 64 * 1024 ** 2;

/** Where the working copies of one repository stand on the disk. */
export class CopyShelf {
  readonly #options: ShelfOptions;
  readonly #inHurry: () => boolean;
  /** Everything that must not be taken for a leftover. */
  readonly #known = new Set<string>();

  /** `inHurry`: whether somebody waits for a copy. */
  constructor(options: ShelfOptions, inHurry: () => boolean) {
    this.#options = options;
    this.#inHurry = inHurry;
  }

  /** A copy of `commit`. What fails leaves nothing behind. */
  async make(commit: CommitHash): Promise<Outcome<WorkingTree>> {
    try {
      const tree = this.#open(await this.#makeFolder());
      const room = await this.#checkRoom(commit);
      const written = room.ok ? await settled(tree.update(commit)) : room;
      if (!written.ok) {
        await this.discard(tree);
      }
      return written.ok ? done(tree) : written;
    } catch (error) {
      return diskRefusal('no working copy can be made', error);
    }
  }

  /** Answers what removes the copy at `root`, which an earlier scheduler made: it is not for this one until then. */
  adopt(root: string): () => void {
    this.#known.add(root);
    return () => {
      // A folder that is no working copy of this repository is not to be removed.
      if (isIn(this.#options.directory, root)) {
        void this.discard(this.#open(root));
      }
    };
  }

  /** Removes what earlier schedulers left, but `roots`. */
  async reclaim(roots: readonly string[]): Promise<void> {
    for (const root of await findLeftovers(this.#options.directory, [...this.#known, ...roots])) {
      if (!this.#known.has(root)) {
        await this.discard(this.#open(root));
      }
    }
  }

  async discard(tree: WorkingTree): Promise<void> {
    const gone = await tree.discard().catch(() => false);
    this.#known.delete(tree.root);
    if (!gone) {
      this.#options.logger.warn({ root: tree.root }, 'a working copy could not be removed');
    }
  }

  freeBytes(): Promise<number> {
    return this.#options.freeBytes(this.#options.directory);
  }

  /** Git would fill the disk to the last byte, and so fail whoever else writes to it. */
  async #checkRoom(commit: CommitHash): Promise<Outcome<null>> {
    const free = await this.freeBytes();
    const needed = free >= PLENTY ? null : await commitSize(this.#options.git, commit);
    return needed === null || free >= needed + RESERVE ? done(null) : roomRefusal(commit, { needed, free });
  }

  #open(root: string): WorkingTree {
    const { git, keeper } = this.#options;
    return createWorkingTree({ git, keeper, inHurry: this.#inHurry }, root);
  }

  /** A name is never used twice: a git that outlived its scheduler may still be writing to the folder that had it. */
  async #makeFolder(): Promise<string> {
    const { directory } = this.#options;
    const root = join(directory, randomBytes(6).toString('hex'));
    this.#known.add(root);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await mkdir(root);
    return root;
  }
}

/** A working copy that can't be read or written is as good as none. */
export function settled(work: Promise<Outcome<null>>): Promise<Outcome<null>> {
  return work.catch((error: unknown) => diskRefusal('a working copy can’t be written', error));
}
