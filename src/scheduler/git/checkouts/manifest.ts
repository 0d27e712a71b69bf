import { chmod } from 'node:fs/promises';
import { removeTree } from './remove-tree';
import { scanFolder, type ScannedEntry } from './scan-folder';

/** What a clean working copy looks like on disk, by {@link ScannedEntry.key}. */
export type Manifest = ReadonlyMap<string, Recorded>;

type Recorded = Pick<ScannedEntry, 'kind' | 'inode' | 'mode' | 'stamp'> & {
  /** Changed so shortly before it was looked at that a second change could have left the same time. */
  readonly fresh: boolean;
};

/** Kernels take the time of a change from a clock that ticks every 1 to 10 ms. */
export const TICK = 20;
/** Some file systems keep whole seconds only. */
const COARSE_TICK = 2_000;

/** Looks at the working copy at `root`, which must be clean and in nobody's hands. */
export async function recordManifest(root: string): Promise<Manifest> {
  const manifest = new Map<string, Recorded>();
  // The real time, because it is held against times that the kernel sets.
  const now = Date.now();
  await scanFolder(root, entry => {
    const { kind, inode, mode, stamp } = entry;
    manifest.set(entry.key, { kind, inode, mode, stamp, fresh: isFresh(entry, now) });
    return 'enter';
  });
  return manifest;
}

function isFresh(entry: ScannedEntry, now: number): boolean {
  const tick = entry.changedAt % 1_000_000_000n === 0n ? COARSE_TICK : TICK;
  return entry.kind === 'other' && Number(entry.changedAt / 1_000_000n) > now - tick;
}

/**
 * Removes from the working copy at `root` all that is not as `manifest` says. What stays is untouched: the time of a change can't be
 * set back by a program, and a second name of a file changes it too. Returns whether something of the manifest is missing now.
 * Rejects where the copy can't be cleaned.
 */
export async function restoreManifest(root: string, manifest: Manifest): Promise<'whole' | 'incomplete'> {
  let found = 0;
  await scanFolder(root, async entry => {
    const recorded = manifest.get(entry.key);
    if (recorded === undefined || !isSame(entry, recorded)) {
      await removeTree(entry.path);
      return 'leave';
    }
    if (entry.mode !== recorded.mode) {
      await chmod(entry.path, Number(recorded.mode & 0o7777n));
    }
    found += 1;
    return 'enter';
  });
  return found === manifest.size ? 'whole' : 'incomplete';
}

/** The times of a folder change with every file that a run makes in it; what counts is that it is the same one. */
function isSame(entry: ScannedEntry, recorded: Recorded): boolean {
  return entry.kind === 'folder'
    ? recorded.kind === 'folder' && entry.inode === recorded.inode
    : entry.stamp === recorded.stamp && !recorded.fresh;
}
