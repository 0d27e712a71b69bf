import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStateDisk, diskWords } from './state-disk';

const fileSystem = vi.hoisted(() => ({ free: null as number | null }));

vi.mock('node:fs', async importOriginal => {
  const real = await importOriginal<typeof fs>();
  const statfsSync = (path: string) =>
    fileSystem.free === null ? real.statfsSync(path) : { bsize: 1, bavail: fileSystem.free, blocks: 1 };
  return { ...real, statfsSync };
});

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-disk-'));
  fileSystem.free = null;
});

afterEach(() => rmSync(directory, { recursive: true }));

it('has nothing against a disk with room, and leaves nothing there', () => {
  const disk = createStateDisk(directory);

  expect([disk.glance(), disk.probe()]).toEqual([null, null]);
  expect(readdirSync(directory)).toEqual([]);
});

it('calls a disk full before it is, so that what runs can still be written down', () => {
  const disk = createStateDisk(directory);
  const words = `the disk of ${directory} is full: less than 16 MiB are free; free some space`;

  fileSystem.free = 16 * 1024 * 1024 - 1;
  expect([disk.glance(), disk.probe()]).toEqual([words, words]);
  fileSystem.free += 1;
  expect([disk.glance(), disk.probe()]).toEqual([null, null]);
});

it.skipIf(process.getuid?.() === 0)('tells that it may not write', () => {
  chmodSync(directory, 0o500);

  expect(createStateDisk(directory).probe()).toContain('give it back to the user');
});

it('tells that a file stands in its place', () => {
  const file = join(directory, 'file');
  writeFileSync(file, '');

  expect(createStateDisk(file).probe()).toBe(
    `${file} is no folder: remove the file that stands there, or choose another folder with --state`
  );
});

it('tells that the folder is gone', () => {
  const disk = createStateDisk(join(directory, 'gone'));

  expect(disk.probe()).toContain('can’t be written: ENOENT');
  expect(disk.glance()).toContain('can’t be written: ENOENT');
});

describe('the words', () => {
  it.each([
    ['ENOSPC', 'is full: nothing more can be written; free some space'],
    ['EDQUOT', 'is full: the user’s quota is used up; free some space'],
    ['EROFS', 'is mounted read-only'],
    ['EACCES', 'chown'],
    ['EIO', '/state can’t be written: input/output error']
  ])('for %s say what to do', (code, words) => {
    expect(diskWords('/state', Object.assign(new Error('input/output error'), { code }))).toContain(words);
  });
});
