import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file system that keeps whoever writes to it waiting in the kernel, where no signal reaches. */
export type FrozenFileSystem = {
  readonly path: string;
  /** Lets the writers go on, and takes it away. */
  remove(): void;
};

const BYTES = 16 << 20;

/** Mounts and freezes one below `directory`; null where this user may not, or the tools are missing. */
export function freezeFileSystem(directory: string): FrozenFileSystem | null {
  const [image, path] = [join(directory, 'image'), join(directory, 'frozen')];
  const run = (command: string, ...args: string[]): void => void execFileSync(command, args, { stdio: 'pipe' });
  mkdirSync(path);
  writeFileSync(image, '');
  truncateSync(image, BYTES);
  try {
    run('mkfs.ext4', '-q', image);
    run('mount', '-o', 'loop', image, path);
  } catch {
    return null;
  }
  run('fsfreeze', '--freeze', path);
  return {
    path,
    remove: () => {
      run('fsfreeze', '--unfreeze', path);
      run('umount', '--lazy', path);
    }
  };
}
