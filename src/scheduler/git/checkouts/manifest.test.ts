import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordManifest, restoreManifest, TICK } from './manifest';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'peach-manifest-'));
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'folder/a'), '1');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** The clock that stamps files ticks on. */
async function tick(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 2 * TICK));
}

it('finds everything as it was', async () => {
  await tick();
  const manifest = await recordManifest(root);

  expect(await restoreManifest(root, manifest)).toBe('whole');
  expect(readdirSync(join(root, 'folder'))).toEqual(['a']);
});

it('trusts no file that was written just before it was looked at: a second edit could bear the same time', async () => {
  writeFileSync(join(root, 'folder/a'), '2');
  const manifest = await recordManifest(root);
  await tick();

  expect(await restoreManifest(root, manifest)).toBe('incomplete');
  expect(readdirSync(join(root, 'folder'))).toEqual([]);
});

it('removes what was not there and what has changed', async () => {
  await tick();
  const manifest = await recordManifest(root);
  writeFileSync(join(root, 'folder/new'), '');
  expect(await restoreManifest(root, manifest)).toBe('whole');
  writeFileSync(join(root, 'folder/a'), '2');

  expect(await restoreManifest(root, manifest)).toBe('incomplete');
  expect(readdirSync(join(root, 'folder'))).toEqual([]);
});

it('notices a folder that is gone', async () => {
  const manifest = await recordManifest(root);
  rmSync(join(root, 'folder'), { recursive: true });

  expect(await restoreManifest(root, manifest)).toBe('incomplete');
});
