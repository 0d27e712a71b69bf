import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import { createGit } from '../create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from '../test-support/make-test-repository';

let there: TestRepository;

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => there.remove());

/** What a checkout of `commit` holds, and the notes to it. */
async function checkOut(commit: CommitHash): Promise<{ readonly root: string; readonly notes: readonly string[] }> {
  const git = createGit({ stateDir: join(there.folder, 'state'), clock: testClock, logger: silentLogger, keeperThread: null });
  const opened = await git.open({ url: there.root, branch: null, organisations: null });
  const checkout = opened.ok ? await opened.value.checkout(commit) : opened;
  if (!opened.ok || !checkout.ok) {
    throw new Error('no checkout');
  }
  return { root: checkout.value.root, notes: await opened.value.checkoutNotes(commit) };
}

/** Submodules as `git submodule add` makes them. */
function addSubmodules(paths: readonly string[]): CommitHash {
  const commit = there.commit({ a: '1' });
  paths.forEach(path => {
    there.git('config', '--file', '.gitmodules', `submodule.${path}.path`, path);
    there.git('config', '--file', '.gitmodules', `submodule.${path}.url`, '../other.git');
    there.git('update-index', '--add', '--cacheinfo', `160000,${commit},${path}`);
  });
  there.git('add', '.gitmodules');
  there.git('commit', '--quiet', '--message=submodules');
  return there.git('rev-parse', 'HEAD') as CommitHash;
}

it('are none where nothing is lacking', async () => {
  expect((await checkOut(there.commit({ a: '1' }))).notes).toEqual([]);
});

it('name the submodules, which are empty folders', async () => {
  const { root, notes } = await checkOut(addSubmodules(['lib/my sub', 'other']));

  expect(notes).toEqual(['submodules are not fetched, so these folders are empty: lib/my sub, other']);
  expect(readdirSync(join(root, 'lib/my sub'))).toEqual([]);
});

it('name no submodule that the commit has not, and a few of many', async () => {
  addSubmodules(['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'gone']);
  there.git('rm', '--quiet', '--cached', 'gone');
  there.write('gone/file', 'in place of the submodule');
  there.git('add', 'gone');
  there.git('commit', '--quiet', '--message=gone');

  const { notes } = await checkOut(there.git('rev-parse', 'HEAD') as CommitHash);

  expect(notes).toEqual(['submodules are not fetched, so these folders are empty: a1, a2, a3, a4, a5 and 1 more']);
});

it('are none of a .gitmodules that git can not read', async () => {
  expect((await checkOut(there.commit({ '.gitmodules': '[submodule "a' }))).notes).toEqual([]);
});

it('name what Git LFS keeps, of which the checkout has the pointers', async () => {
  // Before git knows of the filter, which is not installed here.
  there.commit({ 'data/a.csv': 'version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n' });
  const commit = there.commit({
    '.gitattributes': '# *.x filter=lfs\n*.txt text\n*.csv filter=lfs diff=lfs merge=lfs -text\n*.bin -text filter=lfs\n'
  });

  const { root, notes } = await checkOut(commit);

  expect(notes).toEqual(['files in Git LFS are not fetched, so these hold pointers, not their contents: *.csv, *.bin']);
  expect(readdirSync(join(root, 'data'))).toEqual(['a.csv']);
});
