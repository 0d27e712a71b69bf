import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLogGap, RUN_FILES, type StoredLogGap } from '../../protocol/run-folder';

/** Times that the file is read again where it was read in the middle of a write, which takes less than a microsecond. */
const TRIES = 100;

/** What was dropped of the log in `folder`, null while nothing was. It tells about bytes that were read **before** it. */
export async function readGap(folder: string): Promise<StoredLogGap | null> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const content = await readFile(join(folder, RUN_FILES.logGap)).catch(nullIfAbsent);
    if (content === null || content.length === 0) {
      return null; // made, and not yet written: nothing has vanished yet
    }
    const gap = parseLogGap(content);
    if (gap !== null) {
      return gap;
    }
  }
  throw new Error(`${join(folder, RUN_FILES.logGap)} does not add up: it is broken, and so may be the log`);
}

function nullIfAbsent(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
    return null;
  }
  throw error;
}
