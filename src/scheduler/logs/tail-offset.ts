import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILES } from '../../protocol/run-folder';
import { readRange, withFile } from './read-bytes';
import { readGap } from './read-gap';

const STEP = 64 * 1024;
const NEWLINE = 0x0a;

/**
 * Offset of the first byte of the last `lines` lines of the log in `folder`. Reads backwards, no further than needed. Of a
 * log whose gap moves meanwhile it may be in the gap: who reads on from there is taken behind it.
 */
export async function tailOffset(folder: string, lines: number): Promise<number> {
  const offset = await withFile(join(folder, RUN_FILES.log), async file => {
    const { size } = await file.stat();
    if (lines <= 0) {
      return size;
    }
    const gap = await readGap(folder);
    // The newline that ends the last line begins none.
    const tail = await lineStart(file, { from: gap?.to ?? 0, to: size - 1, lines });
    // The line that the gap cuts begins where it ends.
    return gap === null || tail.left <= 1
      ? tail.offset
      : (await lineStart(file, { from: 0, to: gap.from - 1, lines: tail.left - 1 })).offset;
  });
  return offset ?? 0;
}

type Search = { readonly from: number; readonly to: number; readonly lines: number };

/** Where the last `lines` of the lines between two offsets begin; `left`: how many of them were not found, then it is the first offset. */
async function lineStart(file: FileHandle, { from, to, lines }: Search): Promise<{ readonly offset: number; readonly left: number }> {
  let left = lines;
  let end = to;
  while (end > from) {
    const start = Math.max(from, end - STEP);
    const bytes = await readRange(file, start, end);
    for (let at = bytes.lastIndexOf(NEWLINE); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(NEWLINE, at - 1)) {
      left -= 1;
      if (left === 0) {
        return { offset: start + at + 1, left };
      }
    }
    end = start;
  }
  return { offset: from, left };
}
