import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
  writeSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from './run-command';

/** Where the state directory lies. `skips` says in plain words what can't be done to it, by fault. */
export interface IStateDisk {
  readonly stateDir: string;
  readonly skips: Readonly<Partial<Record<'fill_disk' | 'read_only', string>>>;
  /** Takes all the room there is; answers what gives it back. */
  fill(): () => void;
  /** Makes the store and the folder of runs read-only; answers what makes them writable. */
  makeReadOnly(): () => void;
  close(): void;
}

/** Bytes of a block, as on any disk; mkfs would take less for so small a one. */
const BLOCK = '4096';
/** Room enough for the logs of a busy round, the rows of a thousand kills, and what the scheduler leaves free for others. Sparse. */
const SIZE = 1024 * 1024 * 1024;
/** A busy round has some 30,000 files. */
const INODES = '200000';

/** A small disk of its own in `folder`, where this user may mount one; else a plain folder. */
export function createStateDisk(folder: string): IStateDisk {
  const place = join(folder, 'disk');
  const stateDir = join(place, 'state');
  mkdirSync(place, { recursive: true });
  const kind = mountDisk(folder, place);
  mkdirSync(stateDir, { recursive: true });
  const noMount = 'only root can mount a small disk to fill';
  const noAttributes = 'only a disk image of ext4 can be made read-only under an open store';
  return {
    stateDir,
    skips: {
      ...(kind === 'folder' ? { fill_disk: noMount } : {}),
      ...(kind === 'ext4' ? {} : { read_only: noAttributes })
    },
    fill: () => fill(join(place, 'ballast')),
    makeReadOnly: () => makeReadOnly(stateDir),
    close: () => {
      if (kind !== 'folder') {
        runCommand('umount', ['--lazy', place]);
      }
    }
  };
}

function mountDisk(folder: string, place: string): 'ext4' | 'tmpfs' | 'folder' {
  const image = join(folder, 'disk.img');
  writeFileSync(image, '');
  truncateSync(image, SIZE);
  if (
    succeeds('mkfs.ext4', ['-q', '-m', '0', '-b', BLOCK, '-N', INODES, image]) &&
    succeeds('mount', ['-o', 'loop,noatime', image, place])
  ) {
    return 'ext4';
  }
  return succeeds('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', place]) ? 'tmpfs' : 'folder';
}

function succeeds(command: string, args: readonly string[]): boolean {
  try {
    runCommand(command, args);
    return true;
  } catch {
    return false;
  }
}

/** Ever smaller pieces, down to a block. */
const PIECES = [1024 * 1024, 64 * 1024, 4096] as const;

function fill(ballast: string): () => void {
  const { bavail, bsize } = statfsSync(dirname(ballast));
  // Most of it at once, without writing it.
  succeeds('fallocate', ['--length', String(Math.max(bsize, bavail * bsize - PIECES[0])), ballast]);
  const file = openSync(ballast, 'a');
  try {
    for (const size of PIECES) {
      writeUntilFull(file, Buffer.alloc(size, 1));
    }
  } finally {
    closeSync(file);
  }
  return () => rmSync(ballast);
}

function writeUntilFull(file: number, piece: Buffer): void {
  try {
    while (writeSync(file, piece) === piece.length);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
      throw error;
    }
  }
}

/**
 * The attribute of ext4 that keeps even root, and even who has the file open, from writing. Not of the store's shared memory,
 * which is no part of what it holds: who writes there dies of SIGBUS then, which no disk does that becomes read-only.
 */
function makeReadOnly(stateDir: string): () => void {
  const store = readdirSync(stateDir).filter(name => name.startsWith('state.sqlite') && !name.endsWith('-shm'));
  const paths = [...store, 'runs'].map(name => join(stateDir, name)).filter(path => existsSync(path));
  const change = (attribute: '+i' | '-i'): void =>
    paths.filter(path => existsSync(path)).forEach(path => void succeeds('chattr', [attribute, path]));
  change('+i');
  return () => change('-i');
}
