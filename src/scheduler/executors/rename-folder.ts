import { renameSync } from 'node:fs';

/** False where there is none at `from`, or something stands at `to`, which stays as it is. */
export function renameFolder(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}
