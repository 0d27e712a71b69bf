import { spawn } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { mountPointsIn } from '../../../../core/mounts/mount-points';

/** As root, and as the user who mounted a file system of a program's. */
const COMMANDS = [
  ['umount', '-l', '--'],
  ['fusermount3', '-uz', '--'],
  ['fusermount', '-uz', '--']
] as const;

/**
 * Lets go of what a run mounted in its working copy at `root`: what is behind a mount is not the copy's, and must not be
 * removed with it. Answers whether there was anything. Rejects where it stays.
 */
export async function detachMounts(root: string): Promise<boolean> {
  const points = mountsIn(root);
  for (const point of [...points].reverse()) {
    await detach(point);
  }
  const [left] = points.length === 0 ? [] : mountsIn(root);
  if (left !== undefined) {
    throw new Error(`something is mounted at ${left}: unmount it`);
  }
  return points.length > 0;
}

async function detach(point: string): Promise<void> {
  for (const [command, ...options] of COMMANDS) {
    if (await succeeds(command, [...options, point])) {
      return;
    }
  }
}

function succeeds(command: string, words: readonly string[]): Promise<boolean> {
  return new Promise(resolve => {
    const child = spawn(command, words, { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('close', code => resolve(code === 0));
  });
}

/** None on a system that does not tell. */
function mountsIn(root: string): readonly string[] {
  try {
    return mountPointsIn(realpathSync(root), readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return [];
  }
}
