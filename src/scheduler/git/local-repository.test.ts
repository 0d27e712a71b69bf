import { mkdirSync, rmSync, statSync, writeFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../protocol/errors';
import type { IGit, IRepository } from '../ports';
import { createGit } from './create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from './test-support/make-test-repository';

let there: TestRepository;
let git: IGit;

beforeEach(() => {
  there = makeTestRepository();
  git = createGit({ stateDir: join(there.folder, 'state'), clock: testClock, logger: silentLogger, keeperThread: null });
});

afterEach(() => there.remove());

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

function messageOf(outcome: Outcome<unknown>): string {
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'git_failed' } });
  return outcome.ok ? '' : outcome.refusal.message;
}

async function open(url = there.root, branch: string | null = null): Promise<IRepository> {
  return valueOf(await git.open({ url, branch, organisations: null }));
}

describe('opening', () => {
  it('says that there is no such folder', async () => {
    expect(messageOf(await git.open({ url: '/no/such', branch: null, organisations: null }))).toMatch(
      /^there is no folder \/no\/such: check/
    );
  });

  it('says that a folder is no repository', async () => {
    mkdirSync(join(there.folder, 'plain'));

    const outcome = await git.open({ url: join(there.folder, 'plain'), branch: null, organisations: null });

    expect(messageOf(outcome)).toMatch(/plain is not a git repository: run git init/);
  });

  it('refuses a branch that can be none', async () => {
    expect(messageOf(await git.open({ url: there.root, branch: '../x', organisations: null }))).toContain(
      '"../x" can\'t be the name of a branch'
    );
  });

  it('gives the same object for the same configuration', async () => {
    expect(await open()).toBe(await open());
    expect(await open(there.root, 'master')).not.toBe(await open());
  });

  it('opens file:// as a folder of this machine', async () => {
    expect((await open(`file://${there.root}`)).local).toBe(true);
  });
});

describe('the head', () => {
  it('says who committed what and when', async () => {
    const hash = there.commit({ a: '1' }, 'Ünïcode "subject"');

    const head = valueOf(await (await open()).head());

    expect(head).toMatchObject({ branch: 'master', commit: { hash, author: 'Ada', subject: 'Ünïcode "subject"' } });
    expect(head.commit.time).toBe(new Date(Number(there.git('log', '-1', '--format=%ct')) * 1000).toISOString());
    expect(Math.abs(head.fetchedAt - Date.now())).toBeLessThan(10_000);
  });

  it('is exact at once after a commit, after packing and after a reset', async () => {
    const first = there.commit({ a: '1' });
    const repository = await open();
    const seen = [valueOf(await repository.head()).commit.hash];
    const second = there.commit({ a: '2' });
    seen.push(valueOf(await repository.head()).commit.hash);
    there.git('pack-refs', '--all');
    seen.push(valueOf(await repository.head()).commit.hash);
    there.git('reset', '--hard', '--quiet', first);
    seen.push(valueOf(await repository.head()).commit.hash);
    there.git('pack-refs', '--all');
    seen.push(valueOf(await repository.head()).commit.hash);

    expect(seen).toEqual([first, second, second, first, first]);
  });

  it('is that of master, whatever is checked out', async () => {
    const hash = there.commit({ a: '1' });
    there.git('switch', '--quiet', '--create', 'feature');
    there.commit({ a: '2' });

    expect(valueOf(await (await open()).head())).toMatchObject({ branch: 'master', commit: { hash } });
  });

  it('is that of the configured branch, with a slash and packed too', async () => {
    there.commit({ a: '1' });
    there.git('switch', '--quiet', '--create', 'team/x');
    const hash = there.commit({ a: '2' });
    there.git('switch', '--quiet', 'master');
    there.git('pack-refs', '--all');

    expect(valueOf(await (await open(there.root, 'team/x')).head())).toMatchObject({ branch: 'team/x', commit: { hash } });
  });

  it('is that of main where there is no master', async () => {
    there.git('switch', '--quiet', '--create', 'main');
    const hash = there.commit({ a: '1' });
    there.git('switch', '--quiet', '--create', 'feature');

    expect(valueOf(await (await open()).head())).toMatchObject({ branch: 'main', commit: { hash } });
  });

  it('is that of the remote’s default branch before main', async () => {
    there.git('switch', '--quiet', '--create', 'main');
    there.commit({ a: '1' });
    there.git('switch', '--quiet', '--create', 'develop');
    const hash = there.commit({ a: '2' });
    there.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/develop');

    expect(valueOf(await (await open()).head())).toMatchObject({ branch: 'develop', commit: { hash } });
  });

  it('is that of the branch a symbolic branch stands for', async () => {
    there.git('switch', '--quiet', '--create', 'trunk');
    const hash = there.commit({ a: '1' });
    there.git('symbolic-ref', 'refs/heads/master', 'refs/heads/trunk');

    expect(valueOf(await (await open()).head()).commit.hash).toBe(hash);
  });

  it('of a bare repository is found by its own HEAD', async () => {
    there.git('switch', '--quiet', '--create', 'develop');
    const hash = there.commit({ a: '1' });
    const bare = join(there.folder, 'bare.git');
    there.git('clone', '--quiet', '--bare', there.root, bare);

    expect(valueOf(await (await open(bare)).head())).toMatchObject({ branch: 'develop', commit: { hash } });
  });

  it('of a linked worktree is that of its repository', async () => {
    const hash = there.commit({ a: '1' });
    const linked = join(there.folder, 'linked');
    there.git('worktree', 'add', '--quiet', '-b', 'feature', linked);

    expect(valueOf(await (await open(linked)).head())).toMatchObject({ branch: 'master', commit: { hash } });
  });

  it('is missing before the first commit', async () => {
    expect(messageOf(await (await open()).head())).toBe(`${there.root} has no commits yet: commit something on master`);
  });

  it('is missing where there is no such branch, and the branches that are there are named', async () => {
    there.git('switch', '--quiet', '--create', 'develop');
    there.commit({ a: '1' });

    expect(messageOf(await (await open(there.root, 'release')).head())).toContain(
      'has no branch release: its branches are develop; name one of them'
    );
    expect(messageOf(await (await open()).head())).toContain('has no branch master or main: its branches are develop; name the one');
  });

  it('can’t be read where the repository is damaged', async () => {
    const hash = there.commit({ a: '1' });
    rmSync(join(there.root, '.git/objects', hash.slice(0, 2), hash.slice(2)));

    expect(messageOf(await (await open()).head())).toContain(`the commit ${hash.slice(0, 7)} can't be read`);
  });
});

describe('the person’s own work', () => {
  it('is not touched by anything', async () => {
    const hash = there.commit({ a: '1', 'peach.yaml': 'codops: a' });
    there.write('a', 'unsaved work');
    there.git('switch', '--quiet', '--create', 'feature');
    const index = statSync(join(there.root, '.git/index'));
    const repository = await open();

    await repository.head();
    await repository.definitionFiles(hash);
    valueOf(await repository.checkout(hash)).release();
    await repository.fetch(new AbortController().signal);

    expect(statSync(join(there.root, '.git/index'))).toMatchObject({ ino: index.ino, mtimeMs: index.mtimeMs });
    expect(there.git('status', '--short', '--branch')).toBe('## feature\n M a');
  });

  it('is found by any path in it', async () => {
    there.commit({ 'sub/a.ipynb': '{}' });
    writeFileSync(join(there.folder, 'outside'), '');

    expect(await git.workingCopyRoot(join(there.root, 'sub/a.ipynb'))).toBe(there.root);
    expect(await git.workingCopyRoot(there.root)).toBe(there.root);
    expect(await git.workingCopyRoot(join(there.folder, 'outside'))).toBeNull();
    expect(await git.locate(join(there.folder, 'outside'))).toBeNull();
    symlinkSync(there.root, join(there.folder, 'link'));
    expect(await git.locate(join(there.folder, 'link/sub/a.ipynb'))).toEqual({ root: there.root, path: 'sub/a.ipynb' });
    expect(await git.workingCopyRoot(join(there.root, 'gone/a.ipynb'))).toBeNull();
  });
});
