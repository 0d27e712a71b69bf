// A repository that is large to check out and quick to make: a few contents under many names.
import { randomBytes } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statfsSync } from 'node:fs';
import { createRepository } from './repository.mjs';

const MIB = 1024 * 1024;

/** Null where `folder` has room for a repository of `mebibytes`, its two working copies and as much again; else why not. */
export function lackOfRoom(folder, mebibytes) {
  const { bavail, bsize } = statfsSync(folder);
  const free = (bavail * bsize) / MIB;
  const needed = 4 * mebibytes;
  return free >= needed ? null : `${folder} has ${Math.floor(free)} MiB free, ${needed} are needed`;
}

/** Commits `files` and data of about `mebibytes` that can't be compressed: large files, and `smallFiles` files of 1 KiB. */
export async function createLargeRepository(root, files, { mebibytes, smallFiles }) {
  const repository = createRepository(root, files);
  const large = Math.min(100, mebibytes);
  const importer = spawn('git', ['-C', root, '-c', 'core.compression=0', '-c', 'core.bigFileThreshold=1m', 'fast-import', '--quiet'], {
    stdio: ['pipe', 'inherit', 'inherit']
  });
  const ended = once(importer, 'close');
  const write = async bytes => importer.stdin.write(bytes) || once(importer.stdin, 'drain');
  await write(`blob\nmark :1\ndata ${large * MIB}\n`);
  for (let written = 0; written < large; written += 1) {
    await write(randomBytes(MIB));
  }
  await write(`\nblob\nmark :2\ndata 1024\n${randomBytes(512).toString('hex')}\n`);
  await write('commit refs/heads/master\ncommitter bench <bench@example.invalid> 0 +0000\ndata 0\nfrom refs/heads/master^0\n');
  await write(Array.from({ length: Math.floor(mebibytes / large) }, (_, number) => `M 100644 :1 data/${number}.bin\n`).join(''));
  await write(Array.from({ length: smallFiles }, (_, number) => `M 100644 :2 files/${number % 500}/${number}.txt\n`).join(''));
  importer.stdin.end('\n');
  const [code] = await ended;
  if (code !== 0) {
    throw new Error(`git fast-import ended with ${code}`);
  }
  return repository;
}
