import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi, type Mock } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import type { ICheckout, ILogger } from '../../ports';
import { createRepositoryGit, type RepositoryGit } from '../command/repository-git';
import { makeTestRepository, type TestRepository } from '../test-support/make-test-repository';
import { CheckoutPool } from './checkout-pool';
import { DEMAND_WINDOW } from './demand';
import { oneAtATime } from './one-at-a-time';
import { createTreeKeeper } from './trees/tree-keeper';

let there: TestRepository;
let directory: string;
let pool: CheckoutPool;
const commands = vi.fn<(...args: Parameters<RepositoryGit>) => void>();
let warn: Mock<ILogger['warn']>;
let now: number;
let free: number;
let background: ReturnType<typeof oneAtATime>;
/** Git and the keeper wait for these. */
let writing: Promise<unknown>;
let restoring: Promise<unknown>;

beforeEach(() => {
  now = 1_000_000;
  free = 2 ** 40;
  background = oneAtATime();
  writing = Promise.resolve();
  restoring = Promise.resolve();
  there = makeTestRepository();
  directory = join(there.folder, 'checkouts');
  commands.mockReset();
  warn = vi.fn();
  pool = newPool();
});

afterEach(() => there.remove());

function newPool(): CheckoutPool {
  const git = createRepositoryGit(join(there.root, '.git'));
  const counted: RepositoryGit = async (args, call) => {
    await writing;
    commands(args, call);
    return git(args, call);
  };
  return poolWith(counted);
}

function poolWith(git: RepositoryGit): CheckoutPool {
  const logger = { info: () => undefined, warn, error: () => undefined };
  const keeper = createTreeKeeper();
  const restore = (root: string) => restoring.then(() => keeper.restore(root));
  const clock = { now: () => now };
  const freeBytes = () => Promise.resolve(free);
  return new CheckoutPool({ directory, git, logger, keeper: { ...keeper, restore }, clock, freeBytes, inBackground: background });
}

/** `count` copies of `commit` can be had at once. */
async function ready(count: number, commit: CommitHash): Promise<void> {
  await vi.waitFor(() => expect(pool.ready(commit)).toBe(count), { timeout: 20_000, interval: 10 });
}

/** All that was to be done in the background until now is done. */
function backgroundDone(): Promise<void> {
  return new Promise(resolve => {
    background(() => {
      resolve();
      return Promise.resolve();
    });
  });
}

const FOR_EVER = new Promise<never>(() => undefined);

/** The names of the working copies on the disk. */
function copies(): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).filter(name => !name.includes('.')) : [];
}

/** Of the working copies that git has written. */
function indexes(): readonly string[] {
  return existsSync(directory) ? readdirSync(directory).filter(name => name.endsWith('.index')) : [];
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

  await vi.waitFor(() => expect(existsSync(spoilt.root) || existsSync(`${spoilt.root}.index`)).toBe(false));
  expect(readFileSync(join((await take(commit)).root, 'a'), 'utf8')).toBe('1');
});

it('keeps as many copies as were in use at once of late and one more, and gives them up after that', async () => {
  const commit = there.commit({ a: '1' });
  const checkouts = await Promise.all(Array.from({ length: 6 }, () => take(commit)));
  checkouts.forEach(checkout => checkout.release());
  await vi.waitFor(() => expect(copies()).toHaveLength(7), 20_000);

  now += 2 * DEMAND_WINDOW;
  (await take(commit)).release();

  await vi.waitFor(() => expect(copies()).toHaveLength(4), 20_000);
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

  const outcome = await poolWith(createRepositoryGit(bare)).checkout(commit);

  expect(outcome.ok && readdirSync(outcome.value.root)).toEqual(['a']);
});

it('keeps what runs of an earlier scheduler use and removes the rest', async () => {
  const commit = there.commit({ a: '1' });
  const used = await take(commit);
  await take(commit);
  await vi.waitFor(() => expect(indexes()).toHaveLength(3));
  pool = newPool();

  const adopted = pool.adopt(used.root);
  pool.reclaim([used.root]);

  await vi.waitFor(() => expect(readdirSync(directory).sort()).toEqual([basename(used.root), `${basename(used.root)}.index`]));
  expect(existsSync(join(used.root, 'a'))).toBe(true);
  const fresh = await take(commit);
  expect(fresh.root).not.toBe(used.root);
  adopted.release();
  await vi.waitFor(() => expect(existsSync(used.root)).toBe(false));
});

it('never removes a folder that is not its own', async () => {
  const commit = there.commit({ a: '1' });
  await take(commit);

  pool.adopt(there.root).release();
  pool.reclaim([]);
  await ready(1, commit);

  expect(readdirSync(there.root)).toContain('a');
});

it('has the first copy ready before anybody asks', async () => {
  const commit = there.commit({ a: '1' });

  pool.prepare(commit);
  await ready(1, commit);
  writing = FOR_EVER;

  expect(readFileSync(join((await take(commit)).root, 'a'), 'utf8')).toBe('1');
});

it('has a spare copy while one is in use, so that the next run does not wait for cleaning', async () => {
  const commit = there.commit({ a: '1' });
  const used = await take(commit);

  await ready(1, commit);
  restoring = FOR_EVER;
  writing = FOR_EVER;
  used.release();

  expect((await take(commit)).root).not.toBe(used.root);
});

it('brings every idle copy to a further commit before anybody asks', async () => {
  const first = there.commit({ a: '1' });
  [await take(first), await take(first)].forEach(checkout => checkout.release());
  await ready(3, first);
  const second = there.commit({ a: '2' });

  pool.prepare(second);
  await ready(3, second);
  writing = FOR_EVER;
  const checkouts = [await take(second), await take(second), await take(second)];

  expect(checkouts.map(({ root }) => readFileSync(join(root, 'a'), 'utf8'))).toEqual(['2', '2', '2']);
});

it('gives whoever waits the copy that is being cleaned rather than to make another', async () => {
  const commit = there.commit({ a: '1' });
  const used = await take(commit);
  await ready(1, commit);
  const spare = await take(commit);
  await ready(1, commit);
  const last = await take(commit);
  await ready(1, commit);
  await take(commit);
  await ready(1, commit);
  await take(commit);
  writing = FOR_EVER;
  const { promise, resolve } = Promise.withResolvers<void>();
  restoring = promise;
  [used, spare, last].forEach(checkout => checkout.release());

  const waiting = Promise.all([take(commit), take(commit)]);
  resolve();

  const all = [used, spare, last].map(({ root }) => root);
  expect((await waiting).every(({ root }) => all.includes(root))).toBe(true);
});

it('makes another one where cleaning takes longer than that', async () => {
  const commit = there.commit({ a: '1' });
  const checkouts = [await take(commit)];
  await ready(1, commit);
  checkouts.push(await take(commit));
  await ready(1, commit);
  restoring = FOR_EVER;
  checkouts.forEach(checkout => checkout.release());
  await take(commit);

  const { root } = await take(commit);

  expect(checkouts.map(checkout => checkout.root)).not.toContain(root);
});

it('hands out no copy whose folder was removed or replaced while it was idle', async () => {
  const commit = there.commit({ a: '1' });
  (await take(commit)).release();
  await ready(2, commit);
  const [gone, replaced] = copies().map(name => join(directory, name));
  rmSync(gone!, { recursive: true });
  rmSync(replaced!, { recursive: true });
  mkdirSync(replaced!);

  const { root } = await take(commit);

  expect(readdirSync(root)).toEqual(['a']);
});

it('trusts no index that somebody else has written to: it could name files that are not there', async () => {
  const first = there.commit({ a: '1', gone: '1' });
  const used = await take(first);
  rmSync(`${used.root}.index`);
  rmSync(join(there.root, 'gone'));
  const second = there.commit({ a: '2' });
  const other = await take(second);

  used.release();
  await vi.waitFor(() => expect(existsSync(used.root)).toBe(false));

  expect(readdirSync(other.root)).toEqual(['a']);
  expect(warn).toHaveBeenCalledWith(expect.objectContaining({ reason: 'its index was changed by somebody else' }), expect.any(String));
});

it('tells once that a copy can’t be made ahead of need, and refuses whoever asks for it', async () => {
  const commit = '0'.repeat(40) as CommitHash;

  pool.prepare(commit);
  await backgroundDone();
  pool.prepare(commit);
  await backgroundDone();

  expect(await pool.checkout(commit)).toMatchObject({ ok: false, refusal: { code: 'git_failed' } });
  expect(warn).toHaveBeenCalledTimes(1);
  expect(readdirSync(directory)).toEqual([]);
});

it('serves those who wait for different commits, each with their own', async () => {
  const hashes = ['1', '2', '3'].map(content => there.commit({ a: content }));

  const roots = await Promise.all([...hashes, ...hashes].map(commit => take(commit).then(({ root }) => root)));

  expect(roots.map(root => readFileSync(join(root, 'a'), 'utf8'))).toEqual(['1', '2', '3', '1', '2', '3']);
  expect(new Set(roots).size).toBe(6);
});

it('makes none that would fill the disk', async () => {
  const commit = there.commit({ a: '1' });
  free = 64 * 1024 ** 2;

  const refused = await pool.checkout(commit);
  free = 65 * 1024 ** 2;

  expect(refused).toMatchObject({ ok: false, refusal: { code: 'disk_full' } });
  expect(readdirSync(directory)).toEqual([]);
  expect(await pool.checkout(commit)).toMatchObject({ ok: true });
});

it('does not use again the name of a folder that a git of an earlier scheduler may still write to', async () => {
  const commit = there.commit({ a: '1' });
  const old = await take(commit);
  pool = newPool();
  pool.reclaim([]);
  await vi.waitFor(() => expect(existsSync(old.root)).toBe(false));

  const { root } = await take(commit);

  expect(root).not.toBe(old.root);
});

it('spares git reading again what it wrote in the second in which it wrote its index', async () => {
  const first = there.commit({ a: '1' });
  pool.prepare(first);
  await ready(1, first);
  const second = there.commit({ a: '2' });
  const ahead: number[] = [];
  commands.mockImplementation((_, call) => {
    const index = statSync(call?.variables?.GIT_INDEX_FILE ?? '');
    ahead.push(index.mtimeMs - statSync(join(call?.cwd ?? '', 'a')).mtimeMs);
  });

  pool.prepare(second);
  await ready(1, second);

  expect(ahead).toHaveLength(1);
  expect(ahead[0]).toBeGreaterThan(1000);
});
