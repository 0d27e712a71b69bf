import type { CommitHash } from '../../../protocol/identity';
import type { RepositoryGit } from '../command/repository-git';
import { listTree } from '../objects/list-tree';
import { readBlobs } from '../objects/read-blobs';
import { forgetOldest } from '../refs/forget-oldest';

/** What a checkout of a commit lacks, in the words that begin the logs of its runs. */
export type CheckoutNotes = (commit: CommitHash) => Promise<readonly string[]>;

const MODULES = '.gitmodules';
const ATTRIBUTES = '.gitattributes';
const MOST_REMEMBERED = 64;
const MOST_NAMED = 5;
/** More than this has no such file that a person wrote. */
const MOST_BYTES = 1024 * 1024;

/** A commit never changes, so each is looked at once. What can't be read is not told of: nobody's run fails for it. */
export function createCheckoutNotes(git: RepositoryGit): CheckoutNotes {
  const known = new Map<string, Promise<readonly string[]>>();
  return commit => {
    const remembered = known.get(commit);
    if (remembered !== undefined) {
      return remembered;
    }
    forgetOldest(known, MOST_REMEMBERED);
    const notes = lookAt(git, commit).catch(() => []);
    known.set(commit, notes);
    return notes;
  };
}

async function lookAt(git: RepositoryGit, commit: CommitHash): Promise<readonly string[]> {
  const listed = await listTree(git, { commit, paths: [MODULES, ATTRIBUTES], folders: 'named' });
  const files = listed.ok ? listed.value.filter(({ kind, size }) => kind === 'file' && (size ?? 0) <= MOST_BYTES) : [];
  const idOf = (path: string): string | undefined => files.find(file => file.path === path)?.id;
  const [modules, attributes] = [idOf(MODULES), idOf(ATTRIBUTES)];
  return [
    ...(modules === undefined ? [] : describeSubmodules(await submodulesOf(git, commit, modules))),
    ...(attributes === undefined ? [] : describePointers(pointersIn(await readText(git, attributes))))
  ];
}

/** Paths of the submodules that `.gitmodules` names and the commit has. */
async function submodulesOf(git: RepositoryGit, commit: CommitHash, modules: string): Promise<readonly string[]> {
  const answer = await git(['config', '-z', `--blob=${modules}`, '--get-regexp', String.raw`^submodule\..*\.path$`]);
  // <name>\n<path>\0 for each.
  const settings = answer.ok ? answer.stdout.toString('utf8').split('\0') : [];
  const paths = settings.filter(text => text !== '').map(text => text.slice(text.indexOf('\n') + 1));
  const there = paths.length === 0 ? null : await listTree(git, { commit, paths, folders: 'named' });
  return there?.ok === true ? there.value.filter(({ kind }) => kind === 'submodule').map(({ path }) => path) : [];
}

async function readText(git: RepositoryGit, id: string): Promise<string> {
  let text = '';
  await readBlobs(git, [{ id, size: 0 }], (_, bytes) => {
    text = bytes.toString('utf8');
  });
  return text;
}

/** Patterns whose files Git LFS keeps. */
function pointersIn(attributes: string): readonly string[] {
  return attributes.split('\n').flatMap(line => {
    const [pattern = '', ...words] = line.trim().split(/\s+/);
    return words.includes('filter=lfs') && !pattern.startsWith('#') ? [pattern] : [];
  });
}

function describeSubmodules(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? [] : [`submodules are not fetched, so these folders are empty: ${named(paths)}`];
}

function describePointers(patterns: readonly string[]): readonly string[] {
  return patterns.length === 0 ? [] : [`files in Git LFS are not fetched, so these hold pointers, not their contents: ${named(patterns)}`];
}

function named(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}
