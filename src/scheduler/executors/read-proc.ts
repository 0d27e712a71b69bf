import { readFileSync } from 'node:fs';

/** What says that a process is gone, rather than that it can't be looked at. */
const GONE = ['ENOENT', 'ESRCH'];

/** The text of a file in /proc, a byte a character; null where the process is gone. Throws where that can't be told just now, such as for want of handles. */
export function lookIntoProc(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && GONE.includes(String(error.code))) {
      return null;
    }
    throw error;
  }
}

/** The text of a file in /proc, a byte a character; null where it can't be read: a process may be gone, or another user's, between any two looks. */
export function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}
