import { readRange, withFile } from './read-bytes';

const STEP = 64 * 1024;
const NEWLINE = 0x0a;

/** Offset of the first byte of the last `lines` lines of the file at `path`. Reads backwards, no further than needed. */
export async function tailOffset(path: string, lines: number): Promise<number> {
  const offset = await withFile(path, async file => {
    const { size } = await file.stat();
    if (lines <= 0) {
      return size;
    }
    // The newline that ends the last line begins none.
    let end = size - 1;
    let left = lines;
    while (end > 0) {
      const start = Math.max(0, end - STEP);
      const bytes = await readRange(file, start, end);
      for (let at = bytes.lastIndexOf(NEWLINE); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(NEWLINE, at - 1)) {
        left -= 1;
        if (left === 0) {
          return start + at + 1;
        }
      }
      end = start;
    }
    return 0;
  });
  return offset ?? 0;
}
