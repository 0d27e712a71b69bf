import { copyFile, stat, utimes } from 'node:fs/promises';
import { done, type Outcome } from '../../../protocol/errors';
import type { SnapshotRequest } from '../../trial-port';
import { gitRefusal } from '../command/git-refusal';
import type { GitAnswer } from '../command/run-git';
import { personGit } from '../working-copies/person-git';
import type { SnapshotGit } from './snapshot-git';
import type { SnapshotStore } from './make-store';
import { weighChanges, type SnapshotLimits } from './weigh-changes';

type Work = SnapshotRequest & { readonly store: SnapshotStore; readonly limits: SnapshotLimits; readonly signal: AbortSignal };

const TIMEOUT = 300_000;
/** Nothing of the person's is to run, to be written or to last. */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.splitIndex=false',
  'core.untrackedCache=false',
  'core.compression=0',
  'core.fsync=none',
  'core.safecrlf=false',
  'advice.addEmbeddedRepo=false'
].flatMap(setting => ['-c', setting]);
/** Nobody's commit. */
const IDENTITY = {
  GIT_AUTHOR_NAME: 'working copy',
  GIT_AUTHOR_EMAIL: 'trial@peach-lab.invalid',
  GIT_COMMITTER_NAME: 'working copy',
  GIT_COMMITTER_EMAIL: 'trial@peach-lab.invalid'
};

/** Commits the working copy as it is, into the store of the snapshot. Answers the commit's full hash. */
export async function commitWorkingCopy(work: Work): Promise<Outcome<string>> {
  const git = snapshotGit(work);
  await copyIndex(work.store);
  const weighed = await weighChanges(git, work);
  if (!weighed.ok) {
    return weighed;
  }
  const added = await git(['add', '--all', '--', '.']);
  const put = added.ok && work.notebook !== null ? await putNotebook(git, work.notebook) : added;
  const tree = put.ok ? await git(['write-tree']) : put;
  const commit = tree.ok ? await git(['commit-tree', wordOf(tree), '-m', work.subject]) : tree;
  return commit.ok ? done(wordOf(commit)) : gitRefusal('the working copy can’t be taken for a trial', commit);
}

function snapshotGit({ root, store, signal }: Work): SnapshotGit {
  const variables = {
    ...IDENTITY,
    GIT_INDEX_FILE: store.index,
    GIT_OBJECT_DIRECTORY: store.objects,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: store.originals
  };
  return (args, input = '') => personGit(root, [...SETTINGS, ...args], { variables, input, timeout: TIMEOUT, signal });
}

/**
 * What git has looked at already need not be read again. By the index's own time git knows which files may have changed in
 * the moment it was written: an earlier one only makes it look at more of them.
 */
async function copyIndex({ originalIndex, index }: SnapshotStore): Promise<void> {
  const stats = await stat(originalIndex).catch(() => null);
  if (stats !== null) {
    await copyFile(originalIndex, index);
    const second = Math.floor(stats.mtimeMs / 1000);
    await utimes(index, second, second);
  }
}

/** Through the filters that the file would pass. Answers the last answer of git. */
async function putNotebook(git: SnapshotGit, { path, text }: NonNullable<SnapshotRequest['notebook']>): Promise<GitAnswer> {
  const blob = await git(['hash-object', '-w', '--stdin', `--path=${path}`], text);
  return blob.ok ? git(['update-index', '--add', '--cacheinfo', `100644,${wordOf(blob)},${path}`]) : blob;
}

function wordOf(answer: GitAnswer): string {
  return answer.stdout.toString('latin1').trim();
}
