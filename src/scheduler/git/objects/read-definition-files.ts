import { MAX_DEFINITION_BYTES } from '../../../protocol/task-definition';
import { posix } from 'node:path';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { CommittedFile } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import { DEFINITION_FOLDER, definitionRole, ROOT_DEFINITION } from '../../../core/definitions/definition-path';
import { REFUSALS } from '../../../core/definitions/definition-refusals';
import type { FileReader } from './file-reader';
import { listTree, type TreeEntry } from './list-tree';

const LIMIT = { bytes: MAX_DEFINITION_BYTES, refusal: REFUSALS.tooLarge } as const;

/** The definition files of a commit, by path, with those that can't be read and why. */
export async function readDefinitionFiles(
  git: RepositoryGit,
  read: FileReader,
  commit: CommitHash
): Promise<Outcome<readonly CommittedFile[]>> {
  const entries = await listTree(git, { commit, paths: [ROOT_DEFINITION, DEFINITION_FOLDER], folders: 'entered' });
  if (!entries.ok) {
    return entries;
  }
  const files = await read(entries.value.filter(isWanted), LIMIT);
  if (!files.ok) {
    return files;
  }
  const mistaken = entries.value
    .filter(isFileForFolder)
    .map(({ path, id }) => ({ path, blob: id, text: null, refusal: REFUSALS.notFolder }));
  return done([...mistaken, ...files.value].sort((a, b) => (a.path < b.path ? -1 : 1)));
}

function isWanted(entry: TreeEntry): boolean {
  switch (definitionRole(entry.path)) {
    case 'definition':
      return true;
    case 'folder':
      // Named, because what people put behind a link or submodule would silently be missing. `README.md` as a link is no folder.
      return entry.kind !== 'file' && (entry.path === DEFINITION_FOLDER || posix.extname(entry.path) === '');
    case 'other':
      return false;
  }
}

function isFileForFolder(entry: TreeEntry): boolean {
  return entry.path === DEFINITION_FOLDER && entry.kind === 'file';
}
