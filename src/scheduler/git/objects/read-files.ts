import { posix } from 'node:path';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { CommittedFile } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import type { FileReader } from './file-reader';
import { listTree } from './list-tree';

type Wanted = { readonly commit: CommitHash; readonly paths: readonly string[]; readonly maxBytes: number };

/** The files of a commit by the paths they were asked for. Links and submodules are there, with a refusal; folders are not. */
export async function readFiles(
  git: RepositoryGit,
  read: FileReader,
  wanted: Wanted
): Promise<Outcome<ReadonlyMap<string, CommittedFile>>> {
  const places = new Map(wanted.paths.map(path => [path, insideRepository(path)]));
  const paths = [...new Set(places.values())].filter(path => path !== null);
  const entries = await listTree(git, { commit: wanted.commit, paths, folders: 'named' });
  if (!entries.ok) {
    return entries;
  }
  const limit = { bytes: wanted.maxBytes, refusal: `it is over ${formatBytes(wanted.maxBytes)}, the most that is read` };
  const files = await read(
    entries.value.filter(entry => entry.kind !== 'folder'),
    limit
  );
  if (!files.ok) {
    return files;
  }
  const byPlace = new Map(files.value.map(file => [file.path, file]));
  const found = new Map<string, CommittedFile>();
  for (const [path, place] of places) {
    const file = place === null ? undefined : byPlace.get(place);
    if (file !== undefined) {
      found.set(path, { ...file, path });
    }
  }
  return done(found);
}

/** The plain form of `path`, or null where it leaves the repository or names no file. */
function insideRepository(path: string): string | null {
  const plain = posix.normalize(path);
  const outside = path === '' || path.includes('\0') || plain === '.' || plain.endsWith('/') || /^(\/|\.\.(\/|$))/.test(plain);
  return outside ? null : plain;
}

function formatBytes(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${bytes / 1024 / 1024} MiB` : `${bytes} bytes`;
}
