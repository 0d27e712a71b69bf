import { chmodSync, existsSync, readdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Outcome } from '../../protocol/errors';
import type { IGit, IRepository } from '../ports';
import { createGit } from './create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from './test-support/make-test-repository';

let there: TestRepository;
let git: IGit;
const never = new AbortController().signal;

/** Git's own protocol over a pipe: in place of ssh stands a script that runs the remote's half here. */
beforeEach(() => {
  there = makeTestRepository();
  const ssh = join(there.folder, 'ssh');
  writeFileSync(ssh, '#!/bin/sh\nexec sh -c "$2"\n');
  chmodSync(ssh, 0o755);
  vi.stubEnv('GIT_SSH_COMMAND', ssh);
  vi.stubEnv('GIT_SSH_VARIANT', 'simple');
  git = newGit();
});

afterEach(() => {
  vi.unstubAllEnvs();
  there.remove();
});

function newGit(): IGit {
  return createGit({ stateDir: join(there.folder, 'state'), clock: testClock, logger: silentLogger, keeperThread: null });
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

async function open(by = git, branch: string | null = null): Promise<IRepository> {
  return valueOf(await by.open({ url: `ssh://ada:s3cret@localhost${there.root}`, branch, organisations: null }));
}

it('has no head before it is fetched', async () => {
  there.commit({ a: '1' });
  const repository = await open();

  expect(repository.local).toBe(false);
  expect(await repository.head()).toMatchObject({
    ok: false,
    refusal: { message: expect.stringMatching(/^ssh:\/\/ada@localhost.* has not been fetched yet$/) as string }
  });
});

it('shows the head, the files and working copies of the remote once fetched', async () => {
  const hash = there.commit({ 'peach.yaml': 'codops: a' });
  const repository = await open();

  valueOf(await repository.fetch(never));

  const head = valueOf(await repository.head());
  expect(head).toMatchObject({ branch: 'master', commit: { hash } });
  expect(Math.abs(head.fetchedAt - Date.now())).toBeLessThan(60_000);
  expect(valueOf(await repository.definitionFiles(hash)).map(file => file.text)).toEqual(['codops: a']);
  expect(readdirSync(valueOf(await repository.checkout(hash)).root)).toEqual(['peach.yaml']);
});

it('follows a forced push and a removed branch', async () => {
  there.commit({ a: '1' });
  const first = there.git('rev-parse', 'HEAD');
  there.commit({ a: '2' });
  there.git('branch', 'old');
  const repository = await open();
  valueOf(await repository.fetch(never));
  there.git('reset', '--quiet', '--hard', first);
  there.git('branch', '--quiet', '-D', 'old');

  valueOf(await repository.fetch(never));

  expect(valueOf(await repository.head()).commit.hash).toBe(first);
  expect(await (await open(git, 'old')).head()).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining('its branches are master') as string }
  });
});

it('follows a remote that another history has taken the place of', async () => {
  there.commit({ a: '1' });
  const repository = await open();
  valueOf(await repository.fetch(never));
  there.git('switch', '--quiet', '--orphan', 'other');
  const hash = there.commit({ b: '1' });
  there.git('branch', '--quiet', '--force', '--move', 'other', 'master');

  valueOf(await repository.fetch(never));

  expect(valueOf(await repository.head()).commit.hash).toBe(hash);
  expect(readdirSync(valueOf(await repository.checkout(hash)).root)).toEqual(['b']);
});

it('says that a remote has no commits yet, and follows its first one', async () => {
  const repository = await open();
  valueOf(await repository.fetch(never));
  expect(await repository.head()).toMatchObject({
    ok: false,
    refusal: { message: expect.stringMatching(/^ssh:.* has no commits yet: commit something on master$/) as string }
  });
  const hash = there.commit({ a: '1' });

  valueOf(await repository.fetch(never));

  expect(valueOf(await repository.head()).commit.hash).toBe(hash);
});

it('says that its branch was deleted, names those that are there, and goes on when it is back', async () => {
  const hash = there.commit({ a: '1' });
  const repository = await open();
  valueOf(await repository.fetch(never));
  there.git('branch', '--quiet', '--move', 'master', 'away');
  there.git('checkout', '--quiet', '--detach');

  valueOf(await repository.fetch(never));

  expect(await repository.head()).toMatchObject({
    ok: false,
    refusal: { message: expect.stringMatching(/has no branch master or main: its branches are away; name the one/) as string }
  });
  there.git('branch', '--quiet', '--move', 'away', 'master');
  valueOf(await repository.fetch(never));
  expect(valueOf(await repository.head()).commit.hash).toBe(hash);
});

it('follows a branch that becomes a folder of branches', async () => {
  there.commit({ a: '1' });
  there.git('branch', 'team');
  const repository = await open();
  valueOf(await repository.fetch(never));
  there.git('branch', '--quiet', '-D', 'team');
  there.git('branch', 'team/x');

  expect(await repository.fetch(never)).toMatchObject({ ok: true });
  expect(await (await open(git, 'team/x')).head()).toMatchObject({ ok: true });
});

it('takes the remote’s default branch where there is no master', async () => {
  there.git('switch', '--quiet', '--create', 'main');
  there.commit({ a: '1' });
  there.git('switch', '--quiet', '--create', 'develop');
  const hash = there.commit({ a: '2' });
  const repository = await open();

  valueOf(await repository.fetch(never));

  expect(valueOf(await repository.head())).toMatchObject({ branch: 'develop', commit: { hash } });
});

it('keeps its last head while the remote is away, and after a new start', async () => {
  const hash = there.commit({ a: '1' });
  const repository = await open();
  valueOf(await repository.fetch(never));
  const fetchedAt = valueOf(await repository.head()).fetchedAt;
  renameSync(there.root, `${there.root}-away`);

  const outcome = await repository.fetch(never);

  expect(outcome).toMatchObject({
    ok: false,
    refusal: { code: 'git_failed', message: expect.stringMatching(/^ssh:\/\/ada@localhost.*can't be fetched: /) as string }
  });
  expect(valueOf(await repository.head())).toMatchObject({ commit: { hash }, fetchedAt });
  expect(valueOf(await (await open(newGit())).head())).toMatchObject({ commit: { hash }, fetchedAt });
});

it('tells why it has no head when the first fetch failed, and never the password', async () => {
  renameSync(there.root, `${there.root}-away`);
  const repository = await open();
  await repository.fetch(never);

  const head = await repository.head();

  expect(head).toMatchObject({ ok: false, refusal: { message: expect.stringContaining("can't be fetched") as string } });
  expect(JSON.stringify(head)).not.toContain('s3cret');
});

it('tells its watchers when a fetch has moved the head, and only then', async () => {
  there.commit({ a: '1' });
  const repository = await open();
  const changed = vi.fn<() => void>();
  const unwatch = repository.watch(changed);

  await repository.fetch(never);
  await repository.fetch(never);
  there.commit({ a: '2' });
  await repository.fetch(never);
  unwatch();
  there.commit({ a: '3' });
  await repository.fetch(never);

  expect(changed).toHaveBeenCalledTimes(2);
});

it('shares one answer between fetches at the same time', async () => {
  there.commit({ a: '1' });
  const repository = await open();

  const answers = await Promise.all([repository.fetch(never), repository.fetch(never), (await open(git, 'master')).fetch(never)]);

  expect(answers.map(answer => answer.ok)).toEqual([true, true, true]);
  expect(readdirSync(join(there.folder, 'state/repositories'))).toHaveLength(1);
});

it('goes on where a git that was killed left its lock files', async () => {
  there.commit({ a: '1' });
  const repository = await open();
  valueOf(await repository.fetch(never));
  const [mirror = ''] = readdirSync(join(there.folder, 'state/repositories'));
  const lock = join(there.folder, 'state/repositories', mirror, 'refs/heads/master.lock');
  writeFileSync(lock, '');
  const hash = there.commit({ a: '2' });

  expect(await repository.fetch(never)).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining('master.lock') as string }
  });
  utimesSync(lock, new Date(0), new Date(0));
  valueOf(await repository.fetch(never));

  expect(valueOf(await repository.head()).commit.hash).toBe(hash);
});

it('ends a fetch that is stopped', async () => {
  writeFileSync(join(there.folder, 'ssh'), `#!/bin/sh\necho $$ > ${there.folder}/pid\nsleep 60\n`);
  const controller = new AbortController();
  const fetching = (await open()).fetch(controller.signal);
  await vi.waitFor(() => expect(existsSync(join(there.folder, 'pid'))).toBe(true), { timeout: 20_000 });

  controller.abort();

  expect(await fetching).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('it was stopped') as string } });
});
