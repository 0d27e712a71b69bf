import { readFileSync } from 'node:fs';

/** The text of a file in /proc, a byte a character; null where it can't be read: a process may be gone, or another user's, between any two looks. */
export function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return null;
  }
}
