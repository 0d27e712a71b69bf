import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes the lock files in the bare repository `directory` that are older than `age` milliseconds. A git that was killed leaves them,
 * and every later one would refuse to work because of them.
 */
export async function removeStaleLocks(directory: string, age: number): Promise<void> {
  const top = await readdir(directory).catch(() => []);
  const refs = await readdir(join(directory, 'refs'), { recursive: true }).catch(() => []);
  for (const name of [...top, ...refs.map(ref => join('refs', ref))].filter(path => path.endsWith('.lock'))) {
    const path = join(directory, name);
    const stats = await stat(path).catch(() => null);
    // The real time, because it is held against a time that the system set.
    if (stats !== null && Date.now() - stats.mtimeMs > age) {
      await rm(path, { force: true });
    }
  }
}
