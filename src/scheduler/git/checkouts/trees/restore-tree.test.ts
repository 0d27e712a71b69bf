import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, type TestContext } from 'vitest';
import { recordTree, TICK } from './record-tree';
import { discardTree } from './remove-tree';
import { restoreTree } from './restore-tree';

let folder: string;
let root: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-tree-'));
  root = join(folder, 'root');
  mkdirSync(join(root, 'folder'), { recursive: true });
  writeFileSync(join(root, 'folder/a'), '1');
  writeFileSync(join(root, 'b'), '22');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The clock that stamps files ticks on. */
async function tick(): Promise<void> {
  await new Promise(resolve => setTimeout(resolve, 2 * TICK));
}

async function recordSettled(): ReturnType<typeof recordTree> {
  await tick();
  return recordTree(root);
}

it('finds everything as it was', async () => {
  const tree = await recordSettled();

  expect(tree).toMatchObject({ entries: 4, bytes: 3 });
  expect(await restoreTree(root, tree)).toBe('whole');
  expect(readdirSync(join(root, 'folder'))).toEqual(['a']);
});

/** Skips where nothing may be mounted. */
function mountElsewhere(context: TestContext, at: string): string {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  writeFileSync(join(elsewhere, 'precious'), '');
  const { status } = spawnSync('mount', ['--bind', elsewhere, at], { stdio: 'ignore' });
  if (status !== 0) {
    context.skip('nothing may be mounted here');
  }
  return elsewhere;
}

it('removes nothing behind a mount, which it lets go of', async context => {
  const tree = await recordSettled();
  mkdirSync(join(root, 'new/deep'), { recursive: true });
  const elsewhere = mountElsewhere(context, join(root, 'folder'));
  spawnSync('mount', ['--bind', elsewhere, join(root, 'new/deep')], { stdio: 'ignore' });

  expect(await restoreTree(root, tree)).toBe('whole');
  expect(readdirSync(elsewhere)).toEqual(['precious']);
  expect(readdirSync(root)).toEqual(['b', 'folder']);
  expect(readdirSync(join(root, 'folder'))).toEqual(['a']);
});

it('is removed without what is mounted in it', async context => {
  const elsewhere = mountElsewhere(context, join(root, 'folder'));

  expect(await discardTree(root)).toBe(true);
  expect(readdirSync(elsewhere)).toEqual(['precious']);
});

it('trusts no file that was written just before it was looked at: a second edit could bear the same time', async () => {
  await tick();
  writeFileSync(join(root, 'folder/a'), '2');
  const tree = await recordTree(root);
  await tick();

  expect(await restoreTree(root, tree)).toBe('incomplete');
  expect(readdirSync(join(root, 'folder'))).toEqual([]);
  expect(readdirSync(root)).toContain('b');
});

it('trusts no folder that was changed just before it was looked at: a second name in it could bear the same time', async () => {
  await tick();
  writeFileSync(join(root, 'folder/just-made'), '');
  rmSync(join(root, 'folder/just-made'));
  const tree = await recordTree(root);
  writeFileSync(join(root, 'folder/at-the-same-time'), '');
  const { mtimeMs, ctimeMs } = lstatSync(join(root, 'folder'));
  const inSameTick = { ...(tree.root.entries.get('folder') as object), modifiedAt: mtimeMs, changedAt: ctimeMs };

  await restoreTree(root, { ...tree, root: { ...tree.root, entries: new Map([...tree.root.entries, ['folder', inSameTick as never]]) } });

  expect(readdirSync(join(root, 'folder'))).toEqual(['a']);
});

it('removes what was not there, in folders that are otherwise untouched too', async () => {
  const tree = await recordSettled();
  mkdirSync(join(root, 'folder/new/deep'), { recursive: true });
  writeFileSync(join(root, 'folder/new/deep/x'), '');

  expect(await restoreTree(root, tree)).toBe('whole');
  expect(readdirSync(root, { recursive: true }).sort()).toEqual(['b', 'folder', 'folder/a']);
});

it('finds new files again after it has removed some before', async () => {
  const tree = await recordSettled();
  for (const name of ['x', 'y', 'z']) {
    writeFileSync(join(root, 'folder', name), '');
    expect(await restoreTree(root, tree)).toBe('whole');
    expect(readdirSync(join(root, 'folder'))).toEqual(['a']);
  }
});

it('removes what was written to, whatever time and size it is given afterwards', async () => {
  utimesSync(join(root, 'b'), 1_000, 1_000); // a time that can be set again to the nanosecond
  const tree = await recordSettled();
  writeFileSync(join(root, 'b'), '33');
  utimesSync(join(root, 'b'), 1_000, 1_000);

  expect(await restoreTree(root, tree)).toBe('incomplete');
  expect(readdirSync(root)).toEqual(['folder']);
});

it('removes a file that has got a second name, through which it could be written to later', async () => {
  const tree = await recordSettled();
  linkSync(join(root, 'b'), join(folder, 'second'));

  expect(await restoreTree(root, tree)).toBe('incomplete');
});

it('removes what was swapped with another recorded file', async () => {
  const tree = await recordSettled();
  renameSync(join(root, 'b'), join(root, 'c'));
  renameSync(join(root, 'folder/a'), join(root, 'b'));
  renameSync(join(root, 'c'), join(root, 'folder/a'));

  expect(await restoreTree(root, tree)).toBe('incomplete');
  expect(readdirSync(root, { recursive: true })).toEqual(['folder']);
});

it('gives folders their mode back, closed ones too', async () => {
  const tree = await recordSettled();
  chmodSync(join(root, 'folder'), 0);

  expect(await restoreTree(root, tree)).toBe('whole');
  expect(lstatSync(join(root, 'folder')).mode & 0o777).toBe(0o755);
});

it('replaces a folder that was given to somebody else', async () => {
  const tree = await recordSettled();
  if (process.getuid?.() !== 0) {
    return; // only root can give files away
  }
  chownSync(join(root, 'folder'), 65534, 65534);

  expect(await restoreTree(root, tree)).toBe('incomplete');
  expect(readdirSync(root)).toEqual(['b']);
});

it('removes links that stand where folders stood, and leaves alone what they lead to', async () => {
  const tree = await recordSettled();
  rmSync(join(root, 'folder'), { recursive: true });
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside/mine'), 'mine');
  symlinkSync(join(folder, 'outside'), join(root, 'folder'));

  expect(await restoreTree(root, tree)).toBe('incomplete');
  expect(readdirSync(root)).toEqual(['b']);
  expect(readFileSync(join(folder, 'outside/mine'), 'utf8')).toBe('mine');
});

it('notices that a folder or all of it is gone', async () => {
  const tree = await recordSettled();
  rmSync(join(root, 'folder'), { recursive: true });
  expect(await restoreTree(root, tree)).toBe('incomplete');
  rmSync(root, { recursive: true });
  expect(await restoreTree(root, tree)).toBe('incomplete');
});
