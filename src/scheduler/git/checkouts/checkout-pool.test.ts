import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import type { ICheckout, ILogger } from '../../ports';
import { createRepositoryGit, type RepositoryGit } from '../command/repository-git';
import { makeTestRepository, type TestRepository } from '../test-support/make-test-repository';
import { CheckoutPool } from './checkout-pool';

let there: TestRepository;
let directory: string;
let pool: CheckoutPool;
const commands = vi.fn<(...args: Parameters<RepositoryGit>) => void>();
const warn = vi.fn<ILogger['warn']>();

beforeEach(() => {
  there = makeTestRepository();
  directory = join(there.folder, 'checkouts');
  commands.mockReset();
  warn.mockReset();
  pool = newPool();
});

afterEach(() => there.remove());

function newPool(): CheckoutPool {
  const git = createRepositoryGit(join(there.root, '.git'));
  const counted: RepositoryGit = (args, call) => {
    commands(args, call);
    return git(args, call);
  };
  return new CheckoutPool({ directory, git: counted, logger: { info: () => undefined, warn, error: () => undefined } });
}

async function take(commit: CommitHash): Promise<ICheckout> {
  const outcome = await pool.checkout(commit);
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

/** Gives `checkout` back and takes copies until it is the same one again, cleaned, or was thrown away. The others stay in use. */
async function giveBack(checkout: ICheckout, commit: CommitHash): Promise<ICheckout> {
  checkout.release();
  return vi.waitFor(
    async () => {
      const next = await take(commit);
      expect(next.root === checkout.root || !existsSync(checkout.root)).toBe(true);
      return next;
    },
    { timeout: 20_000, interval: 10 }
  );
}

it('holds the files of the commit and nothing else', async () => {
  const commit = there.commit({ 'a b': '1', 'ünï/c\nd': '2', 'deep/er/x': '3' });

  const { root } = await take(commit);

  expect(execFileSync('find', ['.', '-type', 'f', '-print0'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean).sort()).toEqual([
    './a b',
    './deep/er/x',
    './ünï/c\nd'
  ]);
});

it('gives everybody a folder of their own', async () => {
  const commit = there.commit({ a: '1' });

  const roots = (await Promise.all([take(commit), take(commit), take(commit)])).map(checkout => checkout.root);

  expect(new Set(roots).size).toBe(3);
});

it('hands out a clean copy of the same commit without any git command', async () => {
  const commit = there.commit({ a: '1' });
  let checkout = await giveBack(await take(commit), commit);
  commands.mockReset();

  for (let run = 0; run < 3; run += 1) {
    mkdirSync(join(checkout.root, '__pycache__'));
    writeFileSync(join(checkout.root, '__pycache__/a.pyc'), 'x');
    checkout = await giveBack(checkout, commit);
    expect(readdirSync(checkout.root)).toEqual(['a']);
  }

  expect(commands.mock.calls.filter(([, call]) => call?.cwd === checkout.root)).toEqual([]);
});

it('brings idle copies to another commit, back and forth', async () => {
  const first = there.commit({ a: '1', only: 'first', 'folder/x': '1' });
  rmSync(join(there.root, 'folder'), { recursive: true });
  rmSync(join(there.root, 'only'));
  const second = there.commit({ a: '2', folder: 'a file now' });
  const one = await giveBack(await take(first), first);

  const two = await giveBack(one, second);
  expect(readdirSync(two.root).sort()).toEqual(['a', 'folder']);
  expect(readFileSync(join(two.root, 'folder'), 'utf8')).toBe('a file now');

  const back = await giveBack(two, first);
  expect(readdirSync(back.root).sort()).toEqual(['a', 'folder', 'only']);
  expect(readFileSync(join(back.root, 'folder/x'), 'utf8')).toBe('1');
});

it('brings a copy that is given back to the commit that was last asked for', async () => {
  const first = there.commit({ a: '1' });
  const second = there.commit({ a: '2' });
  const [one, two] = [await take(first), await take(second)];
  one.release();
  two.release();
  await vi.waitFor(() => expect(readFileSync(join(one.root, 'a'), 'utf8')).toBe('2'));
});

it('replaces a copy that was removed or turned into something else', async () => {
  const commit = there.commit({ a: '1' });
  const gone = await take(commit);
  rmSync(gone.root, { recursive: true });
  const linked = await giveBack(gone, commit);
  rmSync(linked.root, { recursive: true });
  symlinkSync(there.root, linked.root);

  const next = await giveBack(linked, commit);

  expect(readdirSync(next.root)).toEqual(['a']);
  expect(readdirSync(there.root).sort()).toEqual(['.git', 'a']);
});

it('throws away a copy that can’t be cleaned', async () => {
  const commit = there.commit({ a: '1' });
  const spoilt = await take(commit);
  rmSync(join(spoilt.root, 'a'));
  writeFileSync(`${spoilt.root}.index`, 'no index at all');

  spoilt.release();

  await vi.waitFor(() => expect(readdirSync(directory)).toEqual([]));
  expect(readFileSync(join((await take(commit)).root, 'a'), 'utf8')).toBe('1');
});

it('keeps a few idle copies only', async () => {
  const commit = there.commit({ a: '1' });
  const checkouts = await Promise.all(Array.from({ length: 9 }, () => take(commit)));

  checkouts.forEach(checkout => checkout.release());

  await vi.waitFor(() => expect(readdirSync(directory).filter(name => /^\d+$/.test(name))).toHaveLength(4), 20_000);
});

it('takes a second release for none', async () => {
  const commit = there.commit({ a: '1' });
  const checkout = await take(commit);
  checkout.release();
  checkout.release();

  const [one, two] = await vi.waitFor(async () => {
    const pair = [await take(commit), await take(commit)] as const;
    return pair;
  });

  expect(one.root).not.toBe(two.root);
});

it('refuses a commit that is not there, and goes on', async () => {
  const commit = there.commit({ a: '1' });

  expect(await pool.checkout('0'.repeat(40) as CommitHash)).toMatchObject({
    ok: false,
    refusal: { code: 'git_failed', message: expect.stringMatching(/^commit 0000000 can't be checked out: /) as string }
  });
  expect(await pool.checkout(commit)).toMatchObject({ ok: true });
});

it('leaves files in LFS the pointers they are, and keeps the line ends of the repository', async () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
  there.git('config', 'filter.lfs.smudge', 'false');
  there.git('config', 'filter.lfs.required', 'true');
  const commit = there.commit({ '.gitattributes': 'crlf text eol=crlf\n', crlf: 'a\nb\n', big: pointer });
  there.write('.git/info/attributes', 'big filter=lfs\n');

  const { root } = await take(commit);

  expect(readFileSync(join(root, 'big'), 'utf8')).toBe(pointer);
  expect(readFileSync(join(root, 'crlf'), 'utf8')).toBe('a\r\nb\r\n');
});

it('is whole where the person’s checkout is sparse', async () => {
  const commit = there.commit({ 'a/x': '1', 'b/x': '1' });
  there.git('sparse-checkout', 'set', 'a');

  expect(readdirSync((await take(commit)).root)).toEqual(['a', 'b']);
});

it('works for a bare repository', async () => {
  const commit = there.commit({ a: '1' });
  const bare = join(there.folder, 'bare.git');
  there.git('clone', '--quiet', '--bare', there.root, bare);
  const logger = { info: () => undefined, warn, error: () => undefined };

  const outcome = await new CheckoutPool({ directory, git: createRepositoryGit(bare), logger }).checkout(commit);

  expect(outcome.ok && readdirSync(outcome.value.root)).toEqual(['a']);
});

it('keeps what runs of an earlier scheduler use and removes the rest', async () => {
  const commit = there.commit({ a: '1' });
  const used = await take(commit);
  await take(commit);
  pool = newPool();

  const adopted = pool.adopt(used.root);
  await pool.reclaim([used.root]);

  expect(existsSync(join(used.root, 'a'))).toBe(true);
  expect(readdirSync(directory).sort()).toEqual(['1', '1.index']);
  const fresh = await take(commit);
  expect(fresh.root).not.toBe(used.root);
  adopted.release();
  await vi.waitFor(() => expect(existsSync(used.root)).toBe(false));
});

it('never removes a folder that is not its own', async () => {
  const commit = there.commit({ a: '1' });
  await take(commit);

  pool.adopt(there.root).release();
  await pool.reclaim([]);

  expect(readdirSync(there.root)).toContain('a');
});
