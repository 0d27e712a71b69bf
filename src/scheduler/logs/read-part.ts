import { join } from 'node:path';
import { RUN_FILES, type StoredLogGap } from '../../protocol/run-folder';
import type { LogPart } from '../ports';
import { readBytes } from './read-bytes';
import { readGap } from './read-gap';

/** `gap`: what was dropped of the log when its bytes had been read. */
type ReadPart = LogPart & { readonly gap: StoredLogGap | null };

/**
 * Bytes of the log in `folder` from `from` up to `to`, none of them dropped: they end where a gap begins, and begin where
 * it ends if `from` is in it; as many bytes are then read behind it.
 */
export async function readPart(folder: string, from: number, to: number): Promise<ReadPart> {
  const path = join(folder, RUN_FILES.log);
  let offset = from;
  for (;;) {
    const bytes = await readBytes(path, offset, offset + Math.max(0, to - from));
    const gap = await readGap(folder);
    if (gap === null || offset >= gap.to || offset + bytes.length <= gap.from) {
      return { offset, bytes, gap };
    }
    if (offset < gap.from) {
      return { offset, bytes: bytes.subarray(0, gap.from - offset), gap };
    }
    offset = gap.to;
  }
}
