import { statfs } from 'node:fs/promises';

/** Bytes that may be written in `directory`; endless where the file system does not tell. */
export async function freeBytes(directory: string): Promise<number> {
  const space = await statfs(directory).catch(() => null);
  return space === null ? Number.POSITIVE_INFINITY : space.bavail * space.bsize;
}
