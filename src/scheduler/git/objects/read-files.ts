import { posix } from 'node:path';
import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { CommittedFile, FilesWanted } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import type { FileReader } from './file-reader';
import { listTree, type TreeEntry } from './list-tree';

type Wanted = FilesWanted & { readonly commit: CommitHash };

/** What stands in the commit at a path as it was asked for. */
type AskedEntry = { readonly path: string; readonly entry: TreeEntry };

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
  const there = new Map(entries.value.filter(entry => entry.kind !== 'folder').map(entry => [entry.path, entry]));
  const asked = [...places].flatMap(([path, place]) => entryAt(there, path, place));
  const known = asked.filter(({ path, entry }) => wanted.isKnown(path, entry.id));
  const unknown = asked.filter(({ path, entry }) => !wanted.isKnown(path, entry.id));
  const files = await read([...new Set(unknown.map(({ entry }) => entry))], limit);
  if (!files.ok) {
    return files;
  }
  const byPlace = new Map(files.value.map(file => [file.path, file]));
  return done(
    new Map([
      ...known.map(({ path, entry }) => [path, { path, blob: entry.id, text: null, refusal: null }] as const),
      ...unknown.flatMap(({ path, entry }) => fileAt(byPlace, path, entry))
    ])
  );
}

function entryAt(there: ReadonlyMap<string, TreeEntry>, path: string, place: string | null): readonly AskedEntry[] {
  const entry = place === null ? undefined : there.get(place);
  return entry === undefined ? [] : [{ path, entry }];
}

function fileAt(files: ReadonlyMap<string, CommittedFile>, path: string, entry: TreeEntry): readonly (readonly [string, CommittedFile])[] {
  const file = files.get(entry.path);
  return file === undefined ? [] : [[path, { ...file, path }]];
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
