import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import { gitRefusal } from '../command/git-refusal';
import type { RepositoryGit } from '../command/repository-git';

/** What a commit has at a path. `size` is null for anything but a file or a link. */
export type TreeEntry = {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule' | 'folder';
  readonly id: string;
  readonly size: number | null;
};

type Listing = {
  readonly commit: CommitHash;
  readonly paths: readonly string[];
  /** Whether a folder stands for itself or for the files in it, however deep. */
  readonly folders: 'named' | 'entered';
};

/** The arguments of one command may have 2 MiB on Linux, 1 MiB on macOS. */
const MOST_ARGUMENT_BYTES = 256 * 1024;

/** The entries of a commit at the given paths, which are taken literally. */
export async function listTree(git: RepositoryGit, listing: Listing): Promise<Outcome<readonly TreeEntry[]>> {
  const entries: TreeEntry[] = [];
  const recursion = listing.folders === 'entered' ? ['-r'] : [];
  for (const paths of inPieces(listing.paths)) {
    const answer = await git(['ls-tree', '-z', '--long', '--full-tree', ...recursion, '--', listing.commit, ...paths]);
    const failure = `the files of commit ${listing.commit.slice(0, 7)} can't be listed`;
    if (!answer.ok) {
      return gitRefusal(failure, answer);
    }
    const text = answer.stdout.toString('utf8');
    if (text !== '' && !text.endsWith('\0')) {
      // The beginning of a path would pass for another file.
      return refuse('git_failed', `${failure}: git's answer is not whole`);
    }
    entries.push(...parseTree(text));
  }
  return done(entries);
}

function inPieces(paths: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let bytes = Infinity;
  for (const path of paths) {
    const length = Buffer.byteLength(path) + 1;
    if (bytes + length > MOST_ARGUMENT_BYTES) {
      pieces.push([]);
      bytes = 0;
    }
    pieces.at(-1)?.push(path);
    bytes += length;
  }
  return pieces;
}

/** `<mode> <type> <id> <size, padded>\t<path>\0` for each entry. */
function parseTree(text: string): readonly TreeEntry[] {
  return text
    .split('\0')
    .filter(line => line !== '')
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, id, size] = line.slice(0, tab).split(/ +/);
      return { path: line.slice(tab + 1), kind: kindOf(mode, type), id: id ?? '', size: size === '-' ? null : Number(size) };
    });
}

function kindOf(mode: string | undefined, type: string | undefined): TreeEntry['kind'] {
  if (type === 'tree') {
    return 'folder';
  }
  if (type === 'commit') {
    return 'submodule';
  }
  return mode === '120000' ? 'link' : 'file';
}
