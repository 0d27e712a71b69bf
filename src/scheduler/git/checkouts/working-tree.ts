import { lstatSync } from 'node:fs';
import { mkdir, rm, utimes } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import { checkoutRefusal } from './checkout-refusal';
import type { RepositoryGit } from '../command/repository-git';
import { TICK } from './trees/record-tree';
import type { ITreeKeeper } from './trees/tree-keeper';

/** One folder with the files of one commit and nothing else. */
export type WorkingTree = {
  readonly root: string;
  /** The commit it holds; null where that is not known. */
  commit(): CommitHash | null;
  /** Bytes of all its files. */
  size(): number;
  /** False where somebody has touched a clean tree, as far as one look at its root tells. */
  isThere(): boolean;
  /** Makes a clean tree hold `commit`. */
  update(commit: CommitHash): Promise<Outcome<null>>;
  /** Makes a used tree clean again, with `commit` in it. Refused or rejected where that can't be done. */
  clean(commit: CommitHash): Promise<Outcome<null>>;
  /** Removes it from the disk; false where something is left. */
  discard(): Promise<boolean>;
};

export type WorkingTreeParts = {
  readonly git: RepositoryGit;
  readonly keeper: ITreeKeeper;
  /** Whether somebody waits for a tree. */
  readonly inHurry: () => boolean;
};

const TIMEOUT = 600_000;

/** A normal checkout of everything, with the repository's filters and line ends; files in LFS stay the pointers that git knows. */
const SETTINGS = [
  'core.sparseCheckout=false',
  'core.splitIndex=false',
  'core.untrackedCache=false',
  'core.checkStat=default',
  'core.trustctime=true',
  'core.ignoreStat=false',
  'index.sparse=false',
  'submodule.recurse=false',
  'filter.lfs.smudge=',
  'filter.lfs.process=',
  'filter.lfs.required=false'
].flatMap(setting => ['-c', setting]);

/** Path of the index that belongs to the working tree at `root`: outside of it, where a run has no business. */
function indexPath(root: string): string {
  return `${root}.index`;
}

export function createWorkingTree(parts: WorkingTreeParts, root: string): WorkingTree {
  const { git, keeper } = parts;
  let commit: CommitHash | null = null;
  let bytes = 0;
  /** How the root was left when the tree became clean. */
  let left: string | null = null;
  /** How git left the index; null before it has written one. */
  let index: string | null = null;

  async function write(wanted: CommitHash, recorded: 'settled' | 'soon'): Promise<Outcome<null>> {
    commit = null;
    if (index === null) {
      await removeIndex(root);
    } else if (index !== indexStamp(root)) {
      return refuse('internal', 'its index was changed by somebody else');
    } else {
      await trustIndex(root);
    }
    await mkdir(root, { recursive: true });
    const answer = await git([...SETTINGS, `--work-tree=${root}`, 'read-tree', '--reset', '-u', wanted], {
      cwd: root,
      variables: { GIT_INDEX_FILE: indexPath(root) },
      timeout: TIMEOUT
    });
    if (!answer.ok) {
      return checkoutRefusal(wanted, answer);
    }
    index = indexStamp(root);
    if (recorded === 'settled' || !parts.inHurry()) {
      // Looked at when no file is fresh, so that the next run's release finds them all unchanged.
      await pause(TICK + 5);
    }
    bytes = (await keeper.record(root)).bytes;
    left = stampOf(root);
    commit = wanted;
    return done(null);
  }

  async function clean(wanted: CommitHash): Promise<Outcome<null>> {
    const state = commit === null ? 'incomplete' : await keeper.restore(root);
    if (state === 'incomplete' || wanted !== commit) {
      return write(wanted, 'settled');
    }
    left = stampOf(root);
    return done(null);
  }

  return {
    root,
    commit: () => commit,
    size: () => bytes,
    isThere: () => left !== null && stampOf(root) === left,
    update: wanted => write(wanted, 'soon'),
    clean,
    discard: async () => {
      await removeIndex(root);
      return keeper.discard(root);
    }
  };
}

/** An index without its working tree, or the lock of a git that was killed. */
async function removeIndex(root: string): Promise<void> {
  for (const path of [indexPath(root), `${indexPath(root)}.lock`]) {
    await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * Git reads again every file that was written in the second in which it wrote the index, gigabytes perhaps: it may have changed within
 * that second. Here it has not: what differs from what the keeper has seen was removed.
 */
async function trustIndex(root: string): Promise<void> {
  const now = Date.now() / 1000;
  await utimes(indexPath(root), now, now + 2);
}

/** What can't stay the same when somebody writes to the index; null where there is none. */
function indexStamp(root: string): string | null {
  return stampOf(indexPath(root));
}

/** Changes with every write to a file, and with every name in a folder. */
function stampOf(path: string): string | null {
  try {
    const stats = lstatSync(path, { bigint: true });
    return `${stats.ino} ${stats.size} ${stats.ctimeNs}`;
  } catch {
    return null;
  }
}
