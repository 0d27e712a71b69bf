import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunId } from '../../../protocol/identity';
import type { SnapshotRequest } from '../../trial-port';
import { makeTestRepository, silentLogger, type TestRepository } from '../test-support/make-test-repository';
import { createSnapshots } from './create-snapshots';

const RUN = '018bcfe5-6801-7000-8000-000000000001' as RunId;
const never = new AbortController().signal;

let repository: TestRepository;
beforeEach(() => {
  repository = makeTestRepository();
});
afterEach(() => repository.remove());

const snapshots = (limits = { bytes: 1000, files: 5 }) =>
  createSnapshots({ directory: join(repository.folder, 'trials'), logger: silentLogger, limits });
const request = (more: Partial<SnapshotRequest> = {}): SnapshotRequest => ({
  run: RUN,
  root: repository.root,
  notebook: null,
  subject: 'Trial',
  ...more
});

/** Everything below the root with its content and its time; objects without theirs, which git sets again so that they are not pruned. */
function everything(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => `${path} ${path.includes('/.git/objects/') ? '' : statSync(path).mtimeMs} ${readFileSync(path, 'base64')}`)
    .sort();
}

function filesOf(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map(path => [path.slice(root.length + 1), readFileSync(path, 'utf8')]));
}

async function checkedOut(more: Partial<SnapshotRequest> = {}): Promise<Record<string, string>> {
  const taken = await snapshots().take(request(more), never);
  if (!taken.ok) {
    throw new Error(taken.refusal.message);
  }
  const root = await taken.value.checkout();
  if (!root.ok) {
    throw new Error(root.refusal.message);
  }
  return filesOf(root.value);
}

it('takes what is staged, changed, new and gone, and not what is ignored', async () => {
  repository.commit({ '.gitignore': 'secret\n', a: 'one', gone: 'x', kept: 'k' });
  repository.git('rm', '--quiet', 'gone');
  repository.write('a', 'two');
  repository.write('new/file', 'n');
  repository.write('secret', 's');
  repository.write('staged', 'first');
  repository.git('add', 'staged');
  repository.write('staged', 'second');

  expect(await checkedOut()).toEqual({ '.gitignore': 'secret\n', a: 'two', kept: 'k', 'new/file': 'n', staged: 'second' });
});

it('touches nothing of the working copy and its repository', async () => {
  repository.commit({ a: 'one', b: 'two' });
  repository.write('a', 'other');
  repository.write('new', 'n');
  const before = everything(repository.root);

  await checkedOut({ notebook: { path: 'n.ipynb', text: '{}' } });

  expect(everything(repository.root)).toEqual(before);
});

it('sees a change of the same size in the second of the commit', async () => {
  repository.commit({ a: 'one' });
  repository.write('a', 'two');

  expect(await checkedOut()).toEqual({ a: 'two' });
});

it('has the text of the editor in place of the notebook, ignored or not', async () => {
  repository.commit({ '.gitignore': '*.ipynb\n' });
  repository.write('x/n.ipynb', 'on disk');

  expect(await checkedOut({ notebook: { path: 'x/n.ipynb', text: 'in the editor' } })).toMatchObject({ 'x/n.ipynb': 'in the editor' });
});

it('is taken of a repository without commits, and of one in the middle of a merge', async () => {
  repository.write('a', 'first');
  expect(await checkedOut()).toEqual({ a: 'first' });

  repository.commit({ a: 'base' });
  repository.git('switch', '--quiet', '-c', 'other');
  repository.commit({ a: 'theirs' });
  repository.git('switch', '--quiet', 'master');
  repository.commit({ a: 'ours' });
  expect(() => repository.git('merge', '--quiet', 'other')).toThrow();

  const files = await checkedOut({ run: '018bcfe5-6801-7000-8000-000000000002' as RunId });
  expect(files.a).toContain('<<<<<<<');
  expect(repository.git('status', '--porcelain')).toBe('UU a');
});

it('has the settings of the repository for line ends', async () => {
  repository.git('config', 'core.autocrlf', 'true');
  repository.commit({ a: 'one\r\ntwo\r\n' });

  expect(await checkedOut()).toEqual({ a: 'one\r\ntwo\r\n' });
});

it('leaves a repository inside the working copy as an empty folder', async () => {
  repository.commit({ a: 'one' });
  mkdirSync(join(repository.root, 'inner'));
  repository.git('-C', 'inner', 'init', '--quiet');
  writeFileSync(join(repository.root, 'inner', 'f'), 'f');
  repository.git('-C', 'inner', '-c', 'user.name=a', '-c', 'user.email=a@b', 'add', '.');
  repository.git('-C', 'inner', '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '--quiet', '-m', 'x');

  expect(await checkedOut()).toEqual({ a: 'one' });
});

it.each([
  [
    'one file that is too large',
    { 'data/big.bin': 'x'.repeat(1001) },
    'data/big.bin (1001 bytes) is new or changed; a trial takes at most 1000 bytes'
  ],
  [
    'too many files',
    Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`cache/${index}`, ''])),
    '6 files of the working copy are new or changed, 6 of them in cache/; a trial takes at most 5 along'
  ]
])('refuses %s by its name, and leaves nothing', async (_what, files, words) => {
  repository.commit({ a: 'one' });
  Object.entries(files).forEach(([path, text]) => repository.write(path, text));

  const taken = await snapshots().take(request(), never);

  expect(taken).toMatchObject({ ok: false, refusal: { code: 'too_large', message: expect.stringContaining(words) as string } });
  expect(await snapshots().names()).toEqual([]);
});

it('counts a large file that is committed as nothing, also where its time is another', async () => {
  repository.commit({ big: 'x'.repeat(5000) });
  writeFileSync(join(repository.root, 'big'), 'x'.repeat(5000));

  expect(Object.keys(await checkedOut())).toEqual(['big']);
});

it('says what git says of a file that can’t be read, and removes what it began', async () => {
  repository.commit({ a: 'one' });
  repository.git('config', 'filter.bad.clean', 'false');
  repository.git('config', 'filter.bad.required', 'true');
  repository.write('.gitattributes', '*.x filter=bad\n');
  repository.write('b.x', 'b');

  const taken = await snapshots().take(request(), never);

  expect(taken).toMatchObject({
    ok: false,
    refusal: { code: 'git_failed', message: expect.stringContaining('the working copy can’t be taken') as string }
  });
  expect(await snapshots().names()).toEqual([]);
});

it('removes everything of a snapshot', async () => {
  repository.commit({ a: 'one' });
  await checkedOut();
  expect(await snapshots().names()).toEqual([RUN]);

  await snapshots().remove(RUN);

  expect(await snapshots().names()).toEqual([]);
});
