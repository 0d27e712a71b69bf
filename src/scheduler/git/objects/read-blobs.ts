import { done, refuse, type Outcome } from '../../../protocol/errors';
import { gitRefusal } from '../command/git-refusal';
import type { RepositoryGit } from '../command/repository-git';

export type BlobToRead = { readonly id: string; readonly size: number };

/** So many bytes are held at once beside what is kept. */
const MOST_BATCH_BYTES = 32 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Calls `take` with the content of each blob; one process for many. */
export async function readBlobs(
  git: RepositoryGit,
  blobs: readonly BlobToRead[],
  take: (id: string, bytes: Buffer) => void
): Promise<Outcome<null>> {
  for (const batch of inBatches(blobs)) {
    const answer = await git(['cat-file', '--batch'], { input: batch.map(id => `${id}\n`).join('') });
    if (!answer.ok) {
      return gitRefusal('the content of files can’t be read', answer);
    }
    const wrong = parseBatch(answer.stdout, batch, take);
    if (wrong !== null) {
      return refuse('git_failed', wrong);
    }
  }
  return done(null);
}

function inBatches(blobs: readonly BlobToRead[]): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let bytes = Infinity;
  for (const { id, size } of blobs) {
    if (bytes + size > MOST_BATCH_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(id);
    bytes += size;
  }
  return batches;
}

/**
 * `<id> blob <size>\n<content>\n` for each of `ids` in their order, or `<id> missing\n`. Returns why the answer can't be taken
 * for what was asked, or null. A part of a blob would pass for a shorter file, so it is taken only where all of it is there.
 */
function parseBatch(bytes: Buffer, ids: readonly string[], take: (id: string, bytes: Buffer) => void): string | null {
  let at = 0;
  for (const id of ids) {
    const start = bytes.indexOf(NEWLINE, at) + 1;
    const header = bytes.toString('latin1', at, start);
    if (header === `${id} missing\n`) {
      return `the repository is damaged: it has no object ${id}; run git fsck in it`;
    }
    const end = start + sizeIn(header, id);
    if (bytes[end] !== NEWLINE) {
      return `the content of files can’t be read: git’s answer is not whole at object ${id}`;
    }
    take(id, bytes.subarray(start, end));
    at = end + 1;
  }
  return at === bytes.length ? null : 'the content of files can’t be read: git answered more than it was asked for';
}

/** NaN where `header` is none of a blob `id`. */
function sizeIn(header: string, id: string): number {
  const [named, type, size = ''] = header.split(' ');
  return named === id && type === 'blob' && /^\d+\n$/.test(size) ? Number(size) : NaN;
}
