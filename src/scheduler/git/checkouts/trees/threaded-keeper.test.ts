import { build } from 'esbuild';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createThreadedKeeper } from './threaded-keeper';
import { TICK } from './record-tree';

let source: string;
let folder: string;
let root: string;

beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, 'keeper-thread.ts')];
  const { outputFiles } = await build({ entryPoints, bundle: true, platform: 'node', format: 'cjs', write: false });
  source = outputFiles[0]!.text;
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peach-keeper-'));
  root = join(folder, 'ünï');
  mkdirSync(root);
  writeFileSync(join(root, 'a'), '1');
  await new Promise(resolve => setTimeout(resolve, 2 * TICK));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('remembers trees in its thread, and cleans them', async () => {
  const keeper = createThreadedKeeper(source);
  expect(await keeper.record(root)).toEqual({ entries: 2, bytes: 1 });
  writeFileSync(join(root, 'x'), '');

  expect(await keeper.restore(root)).toBe('whole');
  expect(readdirSync(root)).toEqual(['a']);

  writeFileSync(join(root, 'a'), '2');
  expect(await keeper.restore(root)).toBe('incomplete');
  expect(await keeper.discard(root)).toBe(true);
  expect(existsSync(root)).toBe(false);
});

it('answers each of many calls at once', async () => {
  const keeper = createThreadedKeeper(source);
  const roots = Array.from({ length: 20 }, (_, number) => join(folder, String(number)));
  roots.forEach((path, number) => {
    mkdirSync(path);
    writeFileSync(join(path, 'a'), 'x'.repeat(number));
  });

  const sizes = await Promise.all(roots.map(path => keeper.record(path)));

  expect(sizes.map(({ bytes }) => bytes)).toEqual(roots.map((_, number) => number));
});

it('passes on what went wrong, with its code', async () => {
  const keeper = createThreadedKeeper(source);

  await expect(keeper.restore(root)).rejects.toThrow('nobody has looked at');
  await expect(keeper.record(join(root, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it('fails what was asked when its thread dies, and goes on with another', async () => {
  const keeper = createThreadedKeeper(`
    const { parentPort, workerData } = require('node:worker_threads');
    parentPort.on('message', ({ id, method }) => (method === 'restore' ? process.exit(1) : parentPort.postMessage({ id, ok: true, value: true })));
  `);
  const lost = Promise.all([
    expect(keeper.restore(root)).rejects.toThrow('has ended'),
    expect(keeper.restore(root)).rejects.toThrow('has ended')
  ]);

  await lost;
  expect(await keeper.discard(root)).toBe(true);
});
