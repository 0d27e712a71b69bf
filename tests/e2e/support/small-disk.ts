import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';

/** A file system of the test's own, in memory. Only root can mount one. */
export type SmallDisk = {
  readonly path: string;
  /** Writes until so many bytes are left. */
  fill(left: number): void;
  /** Removes what `fill` wrote. */
  clear(): void;
  /** From now on nothing new can be opened there for writing; `clear` ends that too. */
  makeReadOnly(): void;
};

export const CAN_MOUNT = process.getuid?.() === 0 && triesToMount();

/** Makes small disks for each test of the file. They are made writable and given room when the test is over, and unmounted once `bench`, used in between, has ended its schedulers. */
export function useSmallDisk<T>(useBench: () => T): { readonly bench: T; readonly smallDisk: (megabytes: number) => SmallDisk } {
  let disks: SmallDisk[] = [];
  afterEach(() => {
    disks.forEach(({ path }) => {
      execFileSync('umount', ['--lazy', path]);
      rmSync(path, { recursive: true });
    });
    disks = [];
  });
  const bench = useBench();
  afterEach(() => {
    disks.forEach(disk => disk.clear());
  });
  const smallDisk = (megabytes: number): SmallDisk => {
    const disk = mountDisk(megabytes);
    disks.push(disk);
    return disk;
  };
  return { bench, smallDisk };
}

function mountDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'peach-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', path]);
  const filler = join(path, 'filler');
  let readOnly = false;
  return {
    path,
    fill: left => {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(path);
      writeOut(filler, Math.max(0, bavail * bsize - left));
    },
    clear: () => {
      if (readOnly) {
        execFileSync('umount', ['--lazy', path]);
        readOnly = false;
      }
      rmSync(filler, { force: true });
    },
    makeReadOnly: () => {
      // A disk on which files are open can't be remounted: a read-only view of it is laid over it, made aside so that nobody writes there before.
      const aside = mkdtempSync(join(tmpdir(), 'peach-view-'));
      execFileSync('mount', ['--bind', path, aside]);
      execFileSync('mount', ['-o', 'remount,bind,ro', aside]);
      execFileSync('mount', ['--bind', aside, path]);
      readOnly = true;
      execFileSync('umount', [aside]);
      rmSync(aside, { recursive: true });
    }
  };
}

/** As much of it as there is room for: others write meanwhile. */
function writeOut(file: string, bytes: number): void {
  try {
    writeFileSync(file, Buffer.alloc(bytes, 1));
  } catch {
    // It is full now, as it should be.
  }
}

function triesToMount(): boolean {
  const path = mkdtempSync(join(tmpdir(), 'peach-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path], { stdio: 'ignore' });
    execFileSync('umount', [path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}
