import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Bytes of all packs of a repository, of those too that are being received. */
export async function packedBytes(gitDirectory: string): Promise<number> {
  const folder = join(gitDirectory, 'objects/pack');
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map(name =>
    stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0
    )
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
