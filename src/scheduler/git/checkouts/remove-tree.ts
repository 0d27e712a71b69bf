import { spawn } from 'node:child_process';
import { chmod, lstat, readdir, rmdir, unlink } from 'node:fs/promises';

/** Removes what stands at `path`, closed folders too. Links are removed, not followed. */
export async function removeTree(path: Buffer): Promise<void> {
  const stats = await lstat(path);
  if (!stats.isDirectory()) {
    await unlink(path);
    return;
  }
  if ((stats.mode & 0o700) !== 0o700) {
    await chmod(path, 0o700);
  }
  for (const name of await readdir(path, { encoding: 'buffer' })) {
    await removeTree(Buffer.concat([path, Buffer.from('/'), name]));
  }
  await rmdir(path);
}

/** Removes what stands at `path`, if anything; false where something is left. */
export async function discardTree(path: string): Promise<boolean> {
  await removeTree(Buffer.from(path)).catch(() => removeByCommand(path));
  return (await lstat(path).catch(() => null)) === null;
}

/** `rm` walks by open folders, so it also gets at paths longer than the system takes in one piece. */
function removeByCommand(path: string): Promise<void> {
  return new Promise(resolve => {
    const child = spawn('rm', ['-rf', '--', path], { stdio: 'ignore' });
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
}
