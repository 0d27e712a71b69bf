import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import type { ICheckout } from '../../ports';
import { createRepositoryGit } from '../command/repository-git';
import { makeTestRepository, silentLogger, type TestRepository } from '../test-support/make-test-repository';
import { CheckoutPool } from './checkout-pool';
import { oneAtATime } from './one-at-a-time';
import { createTreeKeeper } from './trees/tree-keeper';

const FILES = ['a', 'run.sh', 'data/b', 'data/deep/c', 'notebooks/d e.ipynb', 'link'] as const;

let there: TestRepository;
let pool: CheckoutPool;
let commit: CommitHash;

beforeEach(() => {
  there = makeTestRepository();
  for (const file of FILES.slice(0, -1)) {
    there.write(file, `content of ${file}\n`);
  }
  chmodSync(join(there.root, 'run.sh'), 0o755);
  symlinkSync('data/b', join(there.root, 'link'));
  there.write('.gitignore', 'ignored\n');
  commit = there.commit({});
  pool = new CheckoutPool({
    directory: join(there.folder, 'checkouts'),
    git: createRepositoryGit(join(there.root, '.git')),
    logger: silentLogger,
    keeper: createTreeKeeper(),
    clock: { now: () => 0 },
    freeBytes: () => Promise.resolve(2 ** 40),
    inBackground: oneAtATime()
  });
});

/** A commit in which files are other files, folders or gone. */
function commitOther(): CommitHash {
  rmSync(join(there.root, 'data/deep'), { recursive: true });
  there.write('data/deep', 'a file here');
  rmSync(join(there.root, 'link'));
  there.write('link/inside', 'a folder here');
  chmodSync(join(there.root, 'run.sh'), 0o644);
  rmSync(join(there.root, 'a'));
  return there.commit({ 'data/b': 'content of data/B\n' });
}

afterEach(() => there.remove());

type Edit = readonly [name: string, edit: (root: string, file: string) => void];

/** What a run may do to the files it finds. Each is given the root and one tracked file. */
const EDITS: readonly Edit[] = [
  ['keeps size and time', (root, file) => keepTime(join(root, file), path => writeFileSync(path, 'X'.repeat(statSync(path).size)))],
  [
    'swaps in a new file of the same size and time',
    (root, file) =>
      keepTime(join(root, file), path => {
        const size = statSync(path).size;
        rmSync(path);
        writeFileSync(path, 'Y'.repeat(size));
      })
  ],
  ['appends', (root, file) => writeFileSync(join(root, file), 'more', { flag: 'a' })],
  ['truncates', (root, file) => truncateSync(join(root, file))],
  ['deletes', (root, file) => rmSync(join(root, file))],
  ['makes it executable', (root, file) => chmodSync(join(root, file), 0o777)],
  ['closes the file', (root, file) => chmodSync(join(root, file), 0)],
  ['closes the folder', (root, file) => chmodSync(dirname(join(root, file)), 0o500)],
  ['opens the folder to everybody', (root, file) => chmodSync(dirname(join(root, file)), 0o777)],
  ['keeps a second name of it elsewhere', (root, file) => linkSync(join(root, file), join(there.folder, `kept-${Math.random()}`))],
  [
    'replaces it by a folder',
    (root, file) => {
      rmSync(join(root, file));
      mkdirSync(join(root, file));
      writeFileSync(join(root, file, 'x'), 'x');
    }
  ],
  [
    'replaces it by a link',
    (root, file) => {
      rmSync(join(root, file));
      symlinkSync('/etc/hostname', join(root, file));
    }
  ],
  [
    'replaces its folder by a link to outside',
    (root, file) => {
      const folder = dirname(join(root, file));
      if (folder !== root) {
        renameSync(folder, join(there.folder, `moved-${Math.random()}`));
        symlinkSync(there.folder, folder);
      }
    }
  ],
  [
    'renames its folder',
    (root, file) => {
      const folder = dirname(join(root, file));
      if (folder !== root) {
        renameSync(folder, `${folder}-moved`);
      }
    }
  ],
  ['writes new files', (root, file) => writeFileSync(join(root, `${file}.out`), 'x')],
  ['writes ignored files', (root, file) => writeFileSync(join(dirname(join(root, file)), 'ignored'), 'x')],
  [
    'writes names that are not UTF-8',
    (root, file) => writeFileSync(Buffer.concat([Buffer.from(`${root}/${file}`), Buffer.of(0xff, 0x0a)]), 'x')
  ],
  [
    'leaves closed folders',
    (root, file) => {
      mkdirSync(join(root, `${file}.d/inner`), { recursive: true });
      writeFileSync(join(root, `${file}.d/inner/x`), 'x');
      chmodSync(join(root, `${file}.d/inner`), 0);
      chmodSync(join(root, `${file}.d`), 0);
    }
  ],
  ['makes a repository', root => execFileSync('git', ['init', '--quiet', root])],
  ['makes a repository in a folder', (root, file) => execFileSync('git', ['init', '--quiet', join(root, `${file}.repository`)])],
  [
    'makes a pipe',
    (root, file) => {
      rmSync(join(root, `${file}.pipe`), { force: true });
      execFileSync('sh', ['-c', 'mkfifo "$0"', join(root, `${file}.pipe`)], { stdio: 'ignore' });
    }
  ],
  ['nests deeper than a path can say', root => execFileSync('python3', ['-c', DEEP], { cwd: root })],
  ['empties everything', root => readdirSync(root).forEach(name => rmSync(join(root, name), { recursive: true }))]
];

const DEEP = `
import os
for i in range(60):
    os.makedirs('x' * 200, exist_ok=True)
    os.chdir('x' * 200)
`;

/** `touch -r` copies times to the nanosecond. */
function keepTime(path: string, edit: (path: string) => void): void {
  const reference = join(there.folder, 'times');
  writeFileSync(reference, '');
  execFileSync('touch', ['-h', '-r', path, reference], { stdio: 'ignore' });
  edit(path);
  execFileSync('touch', ['-h', '-r', reference, path], { stdio: 'ignore' });
}

/** Everything below `root`, as the next run would see it. */
function picture(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map(name => {
      const path = join(root, name);
      const stats = lstatSync(path);
      const content = stats.isFile() ? readFileSync(path, 'latin1') : stats.isSymbolicLink() ? readlinkSync(path) : '';
      return `${name} ${stats.mode.toString(8)} ${stats.isFile() ? stats.nlink : ''} ${content}`;
    })
    .sort();
}

async function take(of = commit): Promise<ICheckout> {
  const outcome = await pool.checkout(of);
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

/** Gives `checkout` back and takes copies until it is the same one again, cleaned, or was thrown away. The others stay in use. */
async function giveBack(checkout: ICheckout, of = commit): Promise<ICheckout> {
  checkout.release();
  return vi.waitFor(
    async () => {
      const next = await take(of);
      expect(next.root === checkout.root || !existsSync(checkout.root)).toBe(true);
      return next;
    },
    { timeout: 20_000, interval: 10 }
  );
}

/** An edit may be impossible after those before it; that is the run's own failure. */
function attempt(edit: Edit, root: string, file: string): void {
  try {
    edit[1](root, file);
  } catch {
    // As a run that ends with an error.
  }
}

it.each(EDITS)('hides from the next run that one %s', async (_, edit) => {
  let checkout = await take();
  const clean = picture(checkout.root);
  for (const file of ['a', 'data/deep/c', 'run.sh']) {
    edit(checkout.root, file);
    checkout = await giveBack(checkout);
    expect(picture(checkout.root)).toEqual(clean);
  }
});

it('shows the next run exactly its commit, whatever a run did to another one', async () => {
  const commits = [commit, commitOther()];
  const pictures = new Map<CommitHash, readonly string[]>();
  for (const each of commits) {
    pictures.set(each, picture((await take(each)).root));
  }
  expect(pictures.get(commit)).toEqual(expect.arrayContaining(['run.sh 100755 1 content of run.sh\n', 'link 120777  data/b']));
  let checkout = await take();
  const edits = fc.array(fc.tuple(fc.constantFrom(...EDITS), fc.constantFrom(...FILES)), { maxLength: 6 });

  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom(...commits), async (chosen, next) => {
      chosen.forEach(([edit, file]) => attempt(edit, checkout.root, file));
      checkout = await giveBack(checkout, next);
      expect(picture(checkout.root)).toEqual(pictures.get(next));
    }),
    { numRuns: 40 }
  );
}, 120_000);

it('does not let a second name that was kept reach into the next run', async () => {
  const first = await giveBack(await take());
  linkSync(join(first.root, 'a'), join(there.folder, 'kept'));
  const second = await giveBack(first);

  writeFileSync(join(there.folder, 'kept'), 'changed from outside');

  expect(readFileSync(join(second.root, 'a'), 'utf8')).toBe('content of a\n');
});
