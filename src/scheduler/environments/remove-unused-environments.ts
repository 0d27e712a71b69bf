import { renameSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lastUse, newBuildingFolder, noteUse } from './environment-folder';

type Unused = {
  readonly directory: string;
  readonly used: ReadonlySet<string>;
  /** Milliseconds since the epoch: one that was in use after this stays. */
  readonly before: number;
  readonly wasAskedFor: (hash: string) => boolean;
};

const HASH = /^[0-9a-f]{20}$/;

/** Removes environments that nobody has used for long, with the logs of their builds. Answers their hashes. */
export async function removeUnusedEnvironments(unused: Unused): Promise<readonly string[]> {
  const { directory, used } = unused;
  const names = await readdir(directory).catch(() => []);
  const hashes = names.filter(name => HASH.test(name));
  await Promise.all(hashes.filter(hash => used.has(hash)).map(hash => noteUse(join(directory, hash))));
  const removed: string[] = [];
  for (const hash of hashes.filter(name => !used.has(name))) {
    if (await removeUnused(unused, hash)) {
      removed.push(hash);
    }
  }
  return removed;
}

async function removeUnused({ directory, before, wasAskedFor }: Unused, hash: string): Promise<boolean> {
  const folder = join(directory, hash);
  const usedAt = await lastUse(folder);
  // Under the name of an unfinished build: whole or not there for whoever looks for it, and removed by the next scheduler if this one dies.
  const leaving = await newBuildingFolder(directory, hash);
  if (usedAt === null || usedAt >= before || wasAskedFor(hash)) {
    return false;
  }
  renameSync(folder, leaving);
  await rm(leaving, { recursive: true, force: true, maxRetries: 3 });
  await rm(join(directory, `${hash}.log`), { force: true });
  return true;
}
