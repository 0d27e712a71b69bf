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
  const there = await entriesAt(git, wanted.commit, paths);
  if (!there.ok) {
    return there;
  }
  const limit = { bytes: wanted.maxBytes, refusal: `it is over ${formatBytes(wanted.maxBytes)}, the most that is read` };
  const asked = [...places].flatMap(([path, place]) => entryAt(there.value, path, place));
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

/** What a commit has at each of `paths`, folders aside. For what lies in a submodule, of which a commit has no entry, that stands. */
async function entriesAt(
  git: RepositoryGit,
  commit: CommitHash,
  paths: readonly string[]
): Promise<Outcome<ReadonlyMap<string, TreeEntry>>> {
  const entries = await listTree(git, { commit, paths, folders: 'named' });
  if (!entries.ok) {
    return entries;
  }
  const found = new Map(entries.value.map(entry => [entry.path, entry]));
  const missing = paths.filter(path => !found.has(path));
  const around = await listTree(git, { commit, paths: [...new Set(missing.flatMap(foldersAround))], folders: 'named' });
  if (!around.ok) {
    return around;
  }
  const submodules = new Map(around.value.filter(({ kind }) => kind === 'submodule').map(entry => [entry.path, entry]));
  for (const path of missing) {
    const [submodule] = foldersAround(path).flatMap(folder => submodules.get(folder) ?? []);
    if (submodule !== undefined) {
      found.set(path, { ...submodule, path });
    }
  }
  return done(new Map([...found].filter(([, { kind }]) => kind !== 'folder')));
}

/** Of `a/b/c`: `a` and `a/b`. */
function foldersAround(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
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
