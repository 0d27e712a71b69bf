import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeUnserved } from './remove-unserved';

const SERVED = 'a'.repeat(16);
const USED = 'b'.repeat(16);
const UNSERVED = 'c'.repeat(16);

let directory: string;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), 'peach-unserved-')));
  [SERVED, USED, UNSERVED].forEach(name => mkdirSync(join(directory, name, '123456789abc/files'), { recursive: true }));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const removal = (inUse: readonly string[]) =>
  removeUnserved({
    directory,
    isServed: folder => folder === join(directory, SERVED),
    inUse,
    remove: folder => rm(folder, { recursive: true })
  });

it('removes the working copies of repositories that are not served, but those that runs are in', async () => {
  mkdirSync(join(directory, 'somebody’s own'));
  mkdirSync(join(directory, `${'d'.repeat(16)}.gone`));
  symlinkSync(directory, join(directory, 'alias'));

  await removal([join(directory, 'alias', USED, '123456789abc')]);

  expect(readdirSync(directory).sort()).toEqual(['alias', SERVED, USED, 'somebody’s own'].sort());
});

it('puts a folder aside before it removes it', async () => {
  const removed: string[] = [];
  const remove = (folder: string): Promise<void> => Promise.resolve(void removed.push(folder));

  await removeUnserved({ directory, isServed: folder => !folder.endsWith(UNSERVED), inUse: [], remove });

  expect(removed).toEqual([join(directory, `${UNSERVED}.gone`)]);
  expect(readdirSync(directory)).not.toContain(UNSERVED);
});

it('has nothing to do where there is nothing', async () => {
  rmSync(directory, { recursive: true });
  await expect(removal([])).resolves.toBeUndefined();
});
