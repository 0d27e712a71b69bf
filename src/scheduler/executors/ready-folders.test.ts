import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createReadyFolders } from './ready-folders';
import { until } from '../test-support/until';

let directory: string;

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'peach-ready-')), 'runs');
});

afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

const ready = (): readonly string[] => readdirSync(directory).filter(name => name.startsWith('.ready-'));
const untilReady = (): Promise<void> => until('there are four', () => ready().length === 4);

it('makes folders for their owner only, whether or not one is ready', async () => {
  const folders = createReadyFolders(directory);
  folders.make(join(directory, 'first'));
  await untilReady();
  const [inode] = ready().map(name => statSync(join(directory, name)).ino);

  ['a', 'b', 'c', 'd', 'e'].forEach(name => folders.make(join(directory, name)));

  const made = ['first', 'a', 'b', 'c', 'd', 'e'].map(name => statSync(join(directory, name)));
  expect(made.map(({ mode }) => mode & 0o777)).toEqual(Array(6).fill(0o700));
  expect(made.map(({ ino }) => ino)).toContain(inode);
  await untilReady();
});

it('puts into those that are ready what else is needed', async () => {
  const folders = createReadyFolders(directory, path => writeFileSync(join(path, 'draft'), ''));
  folders.make(join(directory, 'first'));
  expect(readdirSync(join(directory, 'first'))).toEqual([]);
  await untilReady();

  folders.make(join(directory, 'second'));

  expect(readdirSync(join(directory, 'second'))).toEqual(['draft']);
});

it('leaves what stands in a folder', async () => {
  const folders = createReadyFolders(directory);
  folders.make(join(directory, 'run'));
  await untilReady();
  writeFileSync(join(directory, 'run', 'claim'), '');

  folders.make(join(directory, 'run'));

  expect(readdirSync(join(directory, 'run'))).toEqual(['claim']);
});

it('does without those that somebody removed', async () => {
  const folders = createReadyFolders(directory);
  folders.make(join(directory, 'run'));
  await untilReady();
  rmSync(directory, { recursive: true });

  folders.make(join(directory, 'next'));

  expect(existsSync(join(directory, 'next'))).toBe(true);
});

it('uses those that an earlier scheduler left', () => {
  mkdirSync(join(directory, '.ready-1'), { recursive: true });

  createReadyFolders(directory).make(join(directory, 'run'));

  expect(existsSync(join(directory, '.ready-1'))).toBe(false);
});

it('tells that a folder can not be made', () => {
  writeFileSync(directory, '');

  expect(() => createReadyFolders(directory).make(join(directory, 'run'))).toThrow('ENOTDIR');
});
