import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeUnusedEnvironments } from './remove-unused-environments';

const DAY = 86_400_000;
const [OLD, YOUNG] = ['a'.repeat(20), 'b'.repeat(20)];

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-unused-'));
});

afterEach(() => rmSync(directory, { recursive: true }));

function environment(hash: string, lastUsed: number): string {
  const folder = join(directory, hash);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  writeFileSync(join(folder, 'environment.json'), '{}');
  writeFileSync(`${folder}.log`, 'uv said');
  utimesSync(join(folder, 'environment.json'), lastUsed / 1000, lastUsed / 1000);
  return folder;
}

const remove = (used: readonly string[] = [], asked: readonly string[] = []): Promise<readonly string[]> =>
  removeUnusedEnvironments({ directory, used: new Set(used), before: Date.now() - 7 * DAY, wasAskedFor: hash => asked.includes(hash) });

it('removes what nobody has used for long, with the log of its build, and nothing else', async () => {
  const [old, young] = [environment(OLD, Date.now() - 8 * DAY), environment(YOUNG, Date.now() - DAY)];
  mkdirSync(join(directory, 'notes'));

  expect(await remove()).toEqual([OLD]);

  expect([existsSync(old), existsSync(`${old}.log`), existsSync(young), existsSync(join(directory, 'notes'))]).toEqual([
    false,
    false,
    true,
    true
  ]);
});

it('keeps what is in use, and counts its age from its last use on', async () => {
  const folder = environment(OLD, Date.now() - 400 * DAY);

  expect(await remove([OLD])).toEqual([]);
  expect(await remove()).toEqual([]);

  expect(Date.now() - statSync(join(folder, 'environment.json')).mtimeMs).toBeLessThan(DAY);
});

it('keeps what a run was given a moment ago', async () => {
  environment(OLD, Date.now() - 8 * DAY);

  expect(await remove([], [OLD])).toEqual([]);
});

it('finds nothing where nothing was ever built', async () => {
  rmSync(directory, { recursive: true });

  expect(await remove()).toEqual([]);
  mkdirSync(directory, { recursive: true });
});
