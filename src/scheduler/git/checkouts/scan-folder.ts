import { lstat, readdir } from 'node:fs/promises';

/** What stands at a path. `key` is the path relative to the scanned root, a character a byte: names need not be UTF-8. */
export type ScannedEntry = {
  readonly key: string;
  readonly path: Buffer;
  readonly kind: 'folder' | 'other';
  readonly inode: bigint;
  readonly mode: bigint;
  /** When its content, mode, names or owner last changed, nanoseconds since the epoch by the kernel; no program can set it. */
  readonly changedAt: bigint;
  /** Size, time of change and the rest that two states of a file can differ in. */
  readonly stamp: string;
};

/** Whether a folder is entered. */
export type Visit = (entry: ScannedEntry) => Promise<'enter' | 'leave'>;

/** Visits what is in the folder `root`, itself first (key ''), parents before children. Links are not followed. */
export async function scanFolder(root: string, visit: Visit): Promise<void> {
  await scan(Buffer.from(root), '', visit);
}

async function scan(path: Buffer, key: string, visit: Visit): Promise<void> {
  const entry = await look(path, key);
  if ((await visit(entry)) === 'leave' || entry.kind !== 'folder') {
    return;
  }
  for (const name of await readdir(path, { encoding: 'buffer' })) {
    const text = name.toString('latin1');
    await scan(Buffer.concat([path, Buffer.from('/'), name]), key === '' ? text : `${key}/${text}`, visit);
  }
}

async function look(path: Buffer, key: string): Promise<ScannedEntry> {
  const stats = await lstat(path, { bigint: true });
  return {
    key,
    path,
    kind: stats.isDirectory() ? 'folder' : 'other',
    inode: stats.ino,
    mode: stats.mode,
    changedAt: stats.ctimeNs,
    stamp: `${stats.dev}:${stats.ino}:${stats.mode}:${stats.nlink}:${stats.uid}:${stats.gid}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`
  };
}
