import { mkdir, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import { gitRefusal } from '../command/git-refusal';
import type { RepositoryGit } from '../command/repository-git';
import { recordManifest, restoreManifest, TICK, type Manifest } from './manifest';
import { discardTree } from './remove-tree';

/** One folder with the files of one commit and nothing else. */
export type WorkingTree = {
  readonly root: string;
  /** The commit it holds; null where that is not known. */
  commit(): CommitHash | null;
  /** Makes a clean tree hold `commit`. */
  update(commit: CommitHash): Promise<Outcome<null>>;
  /** Makes a used tree clean again, with `commit` in it. Refused or rejected where that can't be done. */
  clean(commit: CommitHash): Promise<Outcome<null>>;
  /** Removes it from the disk; false where something is left. */
  discard(): Promise<boolean>;
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

export function createWorkingTree(git: RepositoryGit, root: string): WorkingTree {
  let commit: CommitHash | null = null;
  let manifest: Manifest = new Map();

  async function write(wanted: CommitHash): Promise<Outcome<null>> {
    commit = null;
    await mkdir(root, { recursive: true });
    const answer = await git([...SETTINGS, `--work-tree=${root}`, 'read-tree', '--reset', '-u', wanted], {
      cwd: root,
      variables: { GIT_INDEX_FILE: indexPath(root) },
      timeout: TIMEOUT
    });
    if (!answer.ok) {
      return gitRefusal(`commit ${wanted.slice(0, 7)} can't be checked out`, answer);
    }
    manifest = await recordManifest(root);
    commit = wanted;
    return done(null);
  }

  async function clean(wanted: CommitHash): Promise<Outcome<null>> {
    const state = await restoreManifest(root, manifest);
    if (state === 'whole' && wanted === commit) {
      return done(null);
    }
    const written = await write(wanted);
    if (written.ok) {
      // Recorded once more when no file is fresh, so that the next run's release finds them all unchanged.
      await pause(TICK + 5);
      manifest = await recordManifest(root);
    }
    return written;
  }

  return {
    root,
    commit: () => commit,
    update: write,
    clean,
    discard: async () => {
      await rm(indexPath(root), { recursive: true, force: true }).catch(() => undefined);
      await rm(`${indexPath(root)}.lock`, { force: true }).catch(() => undefined);
      return discardTree(root);
    }
  };
}
