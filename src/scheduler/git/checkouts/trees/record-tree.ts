import type { Stats } from 'node:fs';
import { createBreather } from './breather';
import { byteText, look, namesIn } from './look';
import type { RecordedFile, RecordedFolder, RecordedTree } from './recorded-tree';

/** Kernels take the time of a change from a clock that ticks every 1 to 10 ms. */
export const TICK = 20;
/** Some file systems keep whole seconds only. */
const COARSE_TICK = 2_000;

/** The working copy has more files and folders than were to be looked at. */
export class TooManyEntries extends Error {}

/**
 * Looks at the working copy at `root`, which must be clean and in nobody's hands. Rejects where it can't be read, and with
 * {@link TooManyEntries} where it has more than `most`.
 */
export async function recordTree(root: string, most = Number.POSITIVE_INFINITY): Promise<RecordedTree> {
  // The real time, because it is held against times that the kernel sets.
  const now = Date.now();
  const breather = createBreather();
  let entries = 0;
  let bytes = 0;

  function recordFile(stats: Stats): RecordedFile {
    bytes += stats.size;
    return { ...commonOf(stats, now), size: stats.size, links: stats.nlink };
  }

  async function recordFolder(path: string, stats: Stats): Promise<RecordedFolder> {
    const inside = new Map<string, RecordedFile | RecordedFolder>();
    for (const name of namesIn(path)) {
      const child = `${path}/${name}`;
      const childStats = present(look(child), child);
      entries += 1;
      if (entries > most) {
        throw new TooManyEntries(`${root} has more than ${most} entries`);
      }
      inside.set(name, childStats.isDirectory() ? await recordFolder(child, childStats) : recordFile(childStats));
      await breather();
    }
    return { ...commonOf(stats, now), entries: inside };
  }

  const path = byteText(root);
  const folder = await recordFolder(path, present(look(path), path));
  return { root: folder, entries: entries + 1, bytes };
}

function present(stats: Stats | undefined, path: string): Stats {
  if (stats === undefined) {
    throw new Error(`${path} was removed while the working copy was looked at`);
  }
  return stats;
}

function commonOf(stats: Stats, now: number): Omit<RecordedFile, 'size' | 'links'> {
  const tick = stats.ctimeMs % 1_000 === 0 ? COARSE_TICK : TICK;
  return {
    inode: stats.ino,
    mode: stats.mode,
    user: stats.uid,
    group: stats.gid,
    modifiedAt: stats.mtimeMs,
    changedAt: stats.ctimeMs,
    fresh: stats.ctimeMs > now - tick
  };
}
