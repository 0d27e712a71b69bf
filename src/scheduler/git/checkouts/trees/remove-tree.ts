import { spawn } from 'node:child_process';
import { chmodSync, rmdirSync, unlinkSync } from 'node:fs';
import { createBreather } from './breather';
import { detachMounts } from './detach-mounts';
import { byteText, bytesOf, look, namesIn } from './look';

/** Removes what stands at `path` (a character a byte), closed folders too. Links are removed, not followed. */
export async function removeTree(path: string, breather = createBreather()): Promise<void> {
  const stats = look(path);
  if (stats?.isDirectory() !== true) {
    unlinkSync(bytesOf(path));
    return;
  }
  if ((stats.mode & 0o700) !== 0o700) {
    chmodSync(bytesOf(path), 0o700);
  }
  for (const name of namesIn(path)) {
    await removeTree(`${path}/${name}`, breather);
    await breather();
  }
  rmdirSync(bytesOf(path));
}

/** Removes what stands at `path`, if anything, and nothing behind what is mounted there; false where something is left. */
export async function discardTree(path: string): Promise<boolean> {
  if (!isGone(path)) {
    await detachMounts(path);
    await removeTree(byteText(path)).catch(() => removeByCommand(path));
  }
  return isGone(path);
}

function isGone(path: string): boolean {
  try {
    return look(byteText(path)) === undefined;
  } catch {
    return false;
  }
}

/** In a process of its own, which this thread need not wait for. `rm` walks by open folders, so it also gets at paths longer than the system takes in one piece. */
export function removeByCommand(path: string): Promise<void> {
  return new Promise(resolve => {
    const child = spawn('rm', ['-rf', '--', path], { stdio: 'ignore' });
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
}
