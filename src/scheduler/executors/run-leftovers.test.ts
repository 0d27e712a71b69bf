import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES } from '../../protocol/run-folder';
import type { IRunLeftovers } from '../ports';
import { createRunLeftovers } from './run-leftovers';

const RUN = 'r1' as RunId;

let directory: string;
let runs: string;
/** What is not the run's. */
let elsewhere: string;
let leftovers: IRunLeftovers;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-leftovers-'));
  runs = join(directory, 'runs');
  elsewhere = join(directory, 'elsewhere');
  mkdirSync(join(runs, RUN), { recursive: true });
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'log'), 'stays');
  leftovers = createRunLeftovers({ run: runs, temporary: join(directory, 'tmp') });
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

const write = (...path: readonly string[]): void => {
  writeFileSync(join(runs, RUN, ...path), 'text');
};
const isGone = (): boolean => readdirSync(runs).length === 0;
const stays = (): boolean => readFileSync(join(elsewhere, 'log'), 'utf8') === 'stays';

it('removes a folder with all files that a run may have, drafts and hidden ones too', async () => {
  [...Object.values(RUN_FILES), 'claim.4711', 'end.json.4711', '.nfs0001'].forEach(name => write(name));

  await leftovers.remove('run', RUN);

  expect(isGone()).toBe(true);
});

it('removes the other folders no more than it must', async () => {
  mkdirSync(join(runs, 'r2'));
  writeFileSync(join(runs, 'r2', 'log'), 'text');

  await leftovers.remove('run', RUN);

  expect(readdirSync(join(runs, 'r2'))).toEqual(['log']);
});

it('removes no folder in which something is mounted: it may be anybody’s', async context => {
  mkdirSync(join(runs, RUN, 'data'));
  if (spawnSync('mount', ['--bind', elsewhere, join(runs, RUN, 'data')], { stdio: 'ignore' }).status !== 0) {
    context.skip('nothing may be mounted here');
  }

  await expect(leftovers.remove('run', RUN)).rejects.toThrow('something is mounted in');

  spawnSync('umount', [join(runs, RUN, 'data')]);
  expect(stays()).toBe(true);
});

it('removes a folder with folders in it, to the last depth', async () => {
  mkdirSync(join(runs, RUN, 'core', 'dumps'), { recursive: true });
  write('core', 'dumps', 'one');
  write('log');

  await leftovers.remove('run', RUN);

  expect(isGone()).toBe(true);
});

it('removes links in the folder, at whatever depth, and nothing that they lead to', async () => {
  mkdirSync(join(runs, RUN, 'core'));
  for (const place of ['.', 'core']) {
    symlinkSync(elsewhere, join(runs, RUN, place, 'folder'));
    symlinkSync(join(elsewhere, 'log'), join(runs, RUN, place, 'file'));
    symlinkSync(join(directory, 'nowhere'), join(runs, RUN, place, 'dangling'));
  }

  await leftovers.remove('run', RUN);

  expect([isGone(), stays()]).toEqual([true, true]);
});

it('removes a link in the place of the folder, and nothing in what it leads to', async () => {
  rmSync(join(runs, RUN), { recursive: true });
  symlinkSync(elsewhere, join(runs, RUN));

  await leftovers.remove('run', RUN);

  expect([isGone(), stays()]).toEqual([true, true]);
});

it('removes a file in the place of the folder', async () => {
  rmSync(join(runs, RUN), { recursive: true });
  writeFileSync(join(runs, RUN), 'text');

  await leftovers.remove('run', RUN);

  expect(isGone()).toBe(true);
});

it('does nothing where the folder is gone, or goes meanwhile', async () => {
  Array.from({ length: 50 }, (_, number) => write(`file-${number}`));

  await Promise.all(Array.from({ length: 8 }, () => leftovers.remove('run', RUN)));
  await leftovers.remove('run', RUN);

  expect(isGone()).toBe(true);
});

it('tells where something can’t be removed', async () => {
  const broken = createRunLeftovers({ run: join(elsewhere, 'log'), temporary: join(directory, 'tmp') });

  await expect(broken.remove('run', RUN)).rejects.toThrow('ENOTDIR');

  expect(existsSync(join(runs, RUN))).toBe(true);
  expect(lstatSync(join(elsewhere, 'log')).isFile()).toBe(true);
});
