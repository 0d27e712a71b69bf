import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookAtFolder } from './look-at-folder';

const IS_ROOT = process.getuid?.() === 0;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-doctor-'));
});

afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

it('finds a folder of its own that can be written, and leaves nothing there', async () => {
  expect(await lookAtFolder(folder)).toMatchObject({
    path: folder,
    nearest: folder,
    isFolder: true,
    refusal: null,
    isOwn: true,
    othersMayWrite: false
  });
  expect((await lookAtFolder(folder)).free).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual([]);
});

it('looks at the nearest folder where there is none yet, and makes none', async () => {
  expect(await lookAtFolder(join(folder, 'a/b'))).toMatchObject({
    path: join(folder, 'a/b'),
    nearest: folder,
    isFolder: true,
    refusal: null
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('tells that a file stands there, or above', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');

  expect(await lookAtFolder(file)).toMatchObject({ isFolder: false, refusal: 'ENOTDIR' });
  expect(await lookAtFolder(join(file, 'state'))).toMatchObject({ refusal: 'ENOTDIR' });
});

it('tells of links that go in a circle', async () => {
  symlinkSync(join(folder, 'round'), join(folder, 'round'));

  expect(await lookAtFolder(join(folder, 'round'))).toMatchObject({ refusal: 'ELOOP' });
});

it('tells that others may write there', async () => {
  chmodSync(folder, 0o770);

  expect(await lookAtFolder(folder)).toMatchObject({ othersMayWrite: true });
});

it.runIf(IS_ROOT)('tells that it is another’s', async () => {
  mkdirSync(join(folder, 'foreign'));
  chownSync(join(folder, 'foreign'), 12345, 12345);

  expect(await lookAtFolder(join(folder, 'foreign'))).toMatchObject({ isOwn: false });
});

it.skipIf(IS_ROOT)('tells that it can’t be written', async () => {
  chmodSync(folder, 0o500);

  expect(await lookAtFolder(folder)).toMatchObject({ refusal: 'EACCES' });
});
