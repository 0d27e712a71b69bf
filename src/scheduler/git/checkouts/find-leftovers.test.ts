import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLeftovers, isIn } from './find-leftovers';

let folder: string;
let directory: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'peach-leftovers-')));
  directory = join(folder, 'checkouts');
  mkdirSync(directory);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds copies, an index without a copy and the lock of a git that was killed, each once', async () => {
  mkdirSync(join(directory, 'aaaaaaaaaaaa'));
  writeFileSync(join(directory, 'aaaaaaaaaaaa.index'), '');
  writeFileSync(join(directory, 'bbbbbbbbbbbb.index'), '');
  writeFileSync(join(directory, 'cccccccccccc.index.lock'), '');
  mkdirSync(join(directory, '7'));
  mkdirSync(join(directory, 'somebody’s own'));

  const found = await findLeftovers(directory, []);

  expect([...found].sort()).toEqual(['7', 'aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'].map(name => join(directory, name)));
});

it('leaves out what is kept, by whatever path that is reached', async () => {
  mkdirSync(join(directory, 'aaaaaaaaaaaa'));
  mkdirSync(join(directory, 'bbbbbbbbbbbb'));
  symlinkSync(folder, join(folder, 'alias'));

  expect(await findLeftovers(directory, [join(folder, 'alias/checkouts/aaaaaaaaaaaa')])).toEqual([join(directory, 'bbbbbbbbbbbb')]);
});

it('does not take a copy of another repository for its own', async () => {
  mkdirSync(join(directory, 'aaaaaaaaaaaa'));

  expect(await findLeftovers(directory, [join(folder, 'other/aaaaaaaaaaaa')])).toEqual([join(directory, 'aaaaaaaaaaaa')]);
  expect(isIn(directory, join(folder, 'other/aaaaaaaaaaaa'))).toBe(false);
});

it('finds nothing where nothing is', async () => {
  expect(await findLeftovers(join(folder, 'missing'), [])).toEqual([]);
});
