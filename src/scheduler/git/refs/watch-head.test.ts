import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { IClock, IRepository } from '../../ports';
import { createGit } from '../create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from '../test-support/make-test-repository';

let there: TestRepository;
let unwatch: () => void;
const changed = vi.fn<() => void>();

/** Time stands still: what is seen was told by the system, and not found by looking now and then. */
const stopped: IClock = {
  now: () => 0,
  monotonic: () => 0,
  uptime: () => 0,
  sleep: (_, signal) => new Promise(resolve => signal.addEventListener('abort', () => resolve()))
};

beforeEach(() => {
  there = makeTestRepository();
  unwatch = () => undefined;
  changed.mockReset();
});

afterEach(() => {
  unwatch();
  there.remove();
});

async function watch(branch: string | null, folder = there.root, clock = stopped): Promise<IRepository> {
  const git = createGit({ stateDir: join(there.folder, 'state'), clock, logger: silentLogger, keeperThread: null });
  const opened = await git.open({ url: folder, branch, organisations: null });
  if (!opened.ok) {
    throw new Error(opened.refusal.message);
  }
  await opened.value.head();
  unwatch = opened.value.watch(changed);
  return opened.value;
}

async function seen(times: number): Promise<void> {
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(times), { timeout: 10_000, interval: 10 });
}

it('tells of every commit on the branch', async () => {
  there.commit({ a: '1' });
  await watch(null);

  there.commit({ a: '2' });
  await seen(1);
  there.commit({ a: '3' });
  await seen(2);
});

it('does not tell of other branches', async () => {
  there.commit({ a: '1' });
  await watch(null);

  there.git('switch', '--quiet', '--create', 'feature');
  there.commit({ a: '2' });
  there.git('branch', '--force', 'master', 'feature');
  await seen(1);

  expect(changed).toHaveBeenCalledTimes(1);
});

it('tells of the first commit', async () => {
  await watch(null);

  there.commit({ a: '1' });

  await seen(1);
});

it('tells of a nested branch that is made, packed, moved and removed', async () => {
  there.commit({ a: '1' });
  await watch('team/a/x');

  there.git('branch', 'team/a/x');
  await seen(1);
  there.git('pack-refs', '--all');
  there.commit({ a: '2' });
  there.git('branch', '--force', 'team/a/x', 'master');
  await seen(2);
  there.git('update-ref', 'refs/heads/team/a/x', there.git('commit-tree', '-m', 'on no other branch', 'HEAD^{tree}'));
  await seen(3);
  there.git('branch', '--quiet', '-D', 'team/a/x');
  await seen(4);
});

it('tells of a move that happened between the head and the watch', async () => {
  there.commit({ a: '1' });
  const repository = await watch(null);
  unwatch();

  there.commit({ a: '2' });
  unwatch = repository.watch(changed);

  await seen(1);
});

it('watches the repository of a linked worktree', async () => {
  there.commit({ a: '1' });
  const linked = join(there.folder, 'linked');
  there.git('worktree', 'add', '--quiet', '-b', 'feature', linked);
  await watch(null, linked);

  there.commit({ a: '2' });

  await seen(1);
});

it('tells of a push into a bare repository', async () => {
  there.commit({ a: '1' });
  const bare = join(there.folder, 'bare.git');
  execFileSync('git', ['clone', '--quiet', '--bare', there.root, bare]);
  await watch(null, bare);

  there.commit({ a: '2' });
  there.git('push', '--quiet', bare, 'master');

  await seen(1);
});

it('tells nothing after its end, and holds nothing', async () => {
  there.commit({ a: '1' });
  await watch(null, there.root, testClock);
  await vi.waitFor(() => expect(watches()).toBeGreaterThan(0));

  unwatch();

  await vi.waitFor(() => expect(watches()).toBe(0));
  there.commit({ a: '2' });
  expect(changed).not.toHaveBeenCalled();
});

/** What this process has asked the kernel to watch. */
function watches(): number {
  const lines = readdirSync('/proc/self/fdinfo').map(name => readIfThere(`/proc/self/fdinfo/${name}`));
  return lines.join('').split('inotify wd:').length - 1;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
