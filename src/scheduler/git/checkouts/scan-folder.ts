import { lstatSync, readdirSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';

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
export type Visit = (entry: ScannedEntry) => 'enter' | Promise<'enter' | 'leave'>;

/**
 * Entries looked at without a pause: some 2 ms. A direct look costs 4 µs, one through Node's thread pool 30 µs, and a working copy is
 * looked at after every run.
 */
const STRETCH = 256;

/** Visits what is in the folder `root`, itself first (key ''), parents before children. Links are not followed. */
export async function scanFolder(root: string, visit: Visit): Promise<void> {
  let looked = 0;

  async function scan(path: Buffer, key: string): Promise<void> {
    looked += 1;
    if (looked % STRETCH === 0) {
      await breathe();
    }
    const entry = look(path, key);
    if ((await visit(entry)) === 'leave' || entry.kind !== 'folder') {
      return;
    }
    for (const name of readdirSync(path, { encoding: 'buffer' })) {
      const text = name.toString('latin1');
      await scan(Buffer.concat([path, Buffer.from('/'), name]), key === '' ? text : `${key}/${text}`);
    }
  }

  await scan(Buffer.from(root), '');
}

function look(path: Buffer, key: string): ScannedEntry {
  const stats = lstatSync(path, { bigint: true });
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
