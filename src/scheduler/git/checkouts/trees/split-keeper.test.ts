import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TICK } from './record-tree';
import { createSplitKeeper } from './split-keeper';
import { createTreeKeeper, type ITreeKeeper } from './tree-keeper';

let folder: string;
let large: ITreeKeeper;
let keeper: ITreeKeeper;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-split-'));
  const inside = createTreeKeeper();
  large = { record: vi.fn(inside.record), restore: vi.fn(inside.restore), discard: vi.fn(inside.discard) };
  keeper = createSplitKeeper(createTreeKeeper(3), large);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function makeTree(name: string, files: number): Promise<string> {
  const root = join(folder, name);
  mkdirSync(root);
  Array.from({ length: files }, (_, number) => writeFileSync(join(root, String(number)), 'x'));
  await new Promise(resolve => setTimeout(resolve, 2 * TICK));
  return root;
}

it('does without the other where a copy is small', async () => {
  const root = await makeTree('small', 3);

  expect(await keeper.record(root)).toEqual({ entries: 4, bytes: 3 });
  writeFileSync(join(root, 'x'), '');
  expect(await keeper.restore(root)).toBe('whole');
  expect(readdirSync(root)).toHaveLength(3);
  expect(await keeper.discard(root)).toBe(true);

  expect(large.record).not.toHaveBeenCalled();
  expect(large.discard).not.toHaveBeenCalled();
});

it('gives the other a copy that is large, and leaves it there', async () => {
  const root = await makeTree('large', 4);

  expect(await keeper.record(root)).toEqual({ entries: 5, bytes: 4 });
  writeFileSync(join(root, 'x'), '');
  expect(await keeper.restore(root)).toBe('whole');
  expect(readdirSync(root)).toHaveLength(4);
  await keeper.record(root);
  expect(await keeper.discard(root)).toBe(true);

  expect(large.record).toHaveBeenCalledTimes(2);
  expect(large.restore).toHaveBeenCalledTimes(1);
  expect(large.discard).toHaveBeenCalledTimes(1);
});

it('takes a copy that has grown to the other', async () => {
  const root = await makeTree('growing', 1);
  await keeper.record(root);
  Array.from({ length: 9 }, (_, number) => writeFileSync(join(root, `more ${number}`), ''));

  expect(await keeper.record(root)).toMatchObject({ entries: 11 });
  expect(large.record).toHaveBeenCalledTimes(1);
});

it('removes what nobody has looked at, whatever its size', async () => {
  const root = await makeTree('left', 9);

  expect(await keeper.discard(root)).toBe(true);
  expect(existsSync(root)).toBe(false);
  expect(large.discard).not.toHaveBeenCalled();
});

it('passes on what went wrong', async () => {
  await expect(keeper.record(join(folder, 'missing'))).rejects.toThrow('missing');
  expect(large.record).not.toHaveBeenCalled();
});
