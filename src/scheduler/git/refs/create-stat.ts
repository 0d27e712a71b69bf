import { statfsSync, statSync, type BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What a file is now; null where there is none, or where it can't be seen. */
export type Stat = (path: string) => Promise<BigIntStats | null>;

/** File systems whose disk is in this machine, by `f_type` of statfs(2): ext2 to ext4, XFS, Btrfs, F2FS, ZFS, overlayfs, tmpfs. */
const NEAR = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x794c7630, 0x01021994]);

/**
 * For files below `folder`. Where its disk is in this machine they are looked at directly: that takes a hundredth of a
 * thread's detour, and each run waits for it. A disk behind a network may hang, which is to hold up nobody else.
 */
export function createStat(folder: string): Stat {
  return isNear(folder) ? path => Promise.resolve(statNow(path)) : path => stat(path, { bigint: true }).catch(() => null);
}

function statNow(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null; // such as a file where a folder should be
  }
}

function isNear(folder: string): boolean {
  try {
    return process.platform === 'linux' && NEAR.has(statfsSync(folder).type);
  } catch {
    return false;
  }
}
