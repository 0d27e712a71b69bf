import { done, refuse, type Outcome } from '../../../protocol/errors';
import { gitRefusal } from '../command/git-refusal';
import type { RepositoryGit } from '../command/repository-git';

export type BlobToRead = { readonly id: string; readonly size: number };

/** So many bytes are held at once beside what is kept. */
const MOST_BATCH_BYTES = 32 * 1024 * 1024;

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
    const missing = parseBatch(answer.stdout, take);
    if (missing !== null) {
      return refuse('git_failed', `the repository is damaged: it has no object ${missing}; run git fsck in it`);
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

/** `<id> blob <size>\n<content>\n` for each, or `<id> missing\n`: then that id is returned. */
function parseBatch(bytes: Buffer, take: (id: string, bytes: Buffer) => void): string | null {
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(0x0a, at);
    const [id, type, size] = bytes.toString('latin1', at, end).split(' ');
    if (id === undefined || type !== 'blob') {
      return id ?? '';
    }
    const start = end + 1;
    at = start + Number(size) + 1;
    take(id, bytes.subarray(start, at - 1));
  }
  return null;
}
