import type * as fileSystem from 'node:fs';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLogWatches } from './log-watches';

let folder: string;
const full = vi.hoisted(() => ({ is: false }));

vi.mock('node:fs', async original => {
  const fs = await original<typeof fileSystem>();
  const watch = (...args: Parameters<typeof fs.watch>): fileSystem.FSWatcher => {
    if (full.is) {
      throw new Error('ENOSPC: System limit for number of file watchers reached');
    }
    return fs.watch(...args);
  };
  return { ...fs, watch };
});

beforeEach(() => {
  full.is = false;
  folder = join(mkdtempSync(join(tmpdir(), 'peach-watches-')), 'run');
});

afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

it('tells everybody of a folder that appears and of what happens in it', async () => {
  const watches = createLogWatches();
  const [one, two] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const ends = [watches.watch(folder, one), watches.watch(folder, two)];

  mkdirSync(folder);
  await vi.waitFor(() => expect(one).toHaveBeenCalled());
  one.mockReset();
  two.mockReset();
  writeFileSync(join(folder, 'log'), 'x');

  await vi.waitFor(() => expect(one).toHaveBeenCalled());
  expect(two).toHaveBeenCalled();
  ends.forEach(end => end());
});

it('tells nobody who has left', async () => {
  mkdirSync(folder);
  const watches = createLogWatches();
  const [gone, here] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const leave = watches.watch(folder, gone);
  const end = watches.watch(folder, here);

  leave();
  leave();
  writeFileSync(join(folder, 'log'), 'x');

  await vi.waitFor(() => expect(here).toHaveBeenCalled());
  expect(gone).not.toHaveBeenCalled();
  end();
});

it('does not tell of other folders beside one that is not there yet', async () => {
  const changed = vi.fn<() => void>();
  const other = vi.fn<() => void>();
  const watches = createLogWatches();
  const ends = [watches.watch(folder, changed), watches.watch(join(folder, '../other'), other)];

  mkdirSync(join(folder, '../other'));

  await vi.waitFor(() => expect(other).toHaveBeenCalled());
  expect(changed).not.toHaveBeenCalled();
  ends.forEach(end => end());
});

it('looks from time to time where the system has no watches left', async () => {
  full.is = true;
  const changed = vi.fn<() => void>();
  const end = createLogWatches().watch(folder, changed);

  await vi.waitFor(() => expect(changed.mock.calls.length).toBeGreaterThan(1), 10_000);

  end();
});
