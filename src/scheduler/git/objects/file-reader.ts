import { done, type Outcome } from '../../../protocol/errors';
import type { CommittedFile } from '../../ports';
import type { RepositoryGit } from '../command/repository-git';
import { decodeText } from '../decode-text';
import { REFUSALS } from '../../../core/definitions/definition-refusals';
import type { BlobCache } from './blob-cache';
import type { TreeEntry } from './list-tree';
import { readBlobs } from './read-blobs';

/** Reads files that a listing of a commit named. */
export type FileReader = (
  entries: readonly TreeEntry[],
  limit: { readonly bytes: number; readonly refusal: string }
) => Promise<Outcome<readonly CommittedFile[]>>;

/** A blob's id says its content: with `cache`, what was read once is not read again while there is room for it. */
export function createFileReader(git: RepositoryGit, cache: BlobCache | null): FileReader {
  return async (entries, limit) => {
    const wanted = entries.filter(entry => refusalOf(entry, limit) === null);
    const texts = new Map(wanted.map(entry => [entry.id, cache?.get(entry.id)]));
    const unknown = [...texts].filter(([, text]) => text === undefined).map(([id]) => id);
    const sizes = new Map(wanted.map(entry => [entry.id, entry.size ?? 0]));
    const read = await readBlobs(
      git,
      unknown.map(id => ({ id, size: sizes.get(id) ?? 0 })),
      (id, bytes) => {
        const text = decodeText(bytes);
        texts.set(id, text);
        cache?.set(id, text);
      }
    );
    if (!read.ok) {
      return read;
    }
    return done(entries.map(entry => committedFile(entry, refusalOf(entry, limit), texts.get(entry.id) ?? null)));
  };
}

function committedFile(entry: TreeEntry, refusal: string | null, text: string | null): CommittedFile {
  const reason = refusal ?? (text === null ? REFUSALS.notUtf8 : null);
  return { path: entry.path, blob: entry.id, text: reason === null ? text : null, refusal: reason };
}

function refusalOf(entry: TreeEntry, limit: { readonly bytes: number; readonly refusal: string }): string | null {
  switch (entry.kind) {
    case 'file':
      return (entry.size ?? 0) > limit.bytes ? limit.refusal : null;
    case 'link':
      return REFUSALS.link;
    case 'submodule':
    case 'folder':
      return REFUSALS.submodule;
  }
}
