import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Outcome } from '../../protocol/errors';
import type { CommitHash } from '../../protocol/identity';
import type { IRepository } from '../ports';
import { commitSize } from './checkouts/commit-size';
import { createRepositoryGit } from './command/repository-git';
import { createGit } from './create-git';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from './test-support/make-test-repository';

let there: TestRepository;
let commit: CommitHash;

/** In place of ssh stands a script, so that a test can let the remote hang. */
beforeEach(() => {
  there = makeTestRepository();
  there.git('config', 'uploadpack.allowFilter', 'true');
  there.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  there.commit({ 'old.txt': 'old' });
  commit = there.commit({ 'peach.yaml': 'codops: a', 'nb/a.ipynb': '{"cells":[]}' });
  remote('exec sh -c "$2"');
  vi.stubEnv('GIT_SSH_COMMAND', join(there.folder, 'ssh'));
  vi.stubEnv('GIT_SSH_VARIANT', 'simple');
});

afterEach(() => {
  vi.unstubAllEnvs();
  there.remove();
});

function remote(script: string): void {
  const path = join(there.folder, 'ssh');
  writeFileSync(`${path}.new`, `#!/bin/sh\n${script}\n`);
  chmodSync(`${path}.new`, 0o755);
  renameSync(`${path}.new`, path);
}

/** The clone, served; `limits` for a remote that hangs, else there is all the patience that a slow machine needs. */
async function clone(options: readonly string[], limits: { readonly silence?: number } = {}): Promise<IRepository> {
  const url = join(there.folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--no-checkout', ...options, `ssh://localhost${there.root}`, url]);
  const stateDir = join(there.folder, 'state');
  const git = createGit({ stateDir, clock: testClock, logger: silentLogger, keeperThread: null, ...limits });
  return valueOf(await git.open({ url, branch: null, organisations: null }));
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

it.each([
  ['shallow', ['--depth=1']],
  ['partial, without blobs', ['--filter=blob:none']],
  ['partial, without trees', ['--filter=tree:0']]
])('serves a clone that is %s', async (_, options) => {
  const repository = await clone(options);

  expect(valueOf(await repository.head()).commit.hash).toBe(commit);
  expect(valueOf(await repository.definitionFiles(commit)).map(({ text }) => text)).toEqual(['codops: a']);
  const files = await repository.readFiles(commit, { paths: ['nb/a.ipynb'], maxBytes: 1000, isKnown: () => false });
  expect(valueOf(files).get('nb/a.ipynb')?.text).toBe('{"cells":[]}');
  const { root } = valueOf(await repository.checkout(commit));
  expect(readFileSync(join(root, 'old.txt'), 'utf8')).toBe('old');
});

it('says that a partial clone lacks something while its remote is away, and goes on when it is back', async () => {
  const repository = await clone(['--filter=blob:none']);
  remote('echo away >&2; exit 1');
  const words = /this is a partial clone whose remote does not give what is missing: serve a whole clone/;

  expect(await repository.definitionFiles(commit)).toMatchObject({
    ok: false,
    refusal: { message: expect.stringMatching(words) as string }
  });
  expect(await repository.checkout(commit)).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(words) as string } });

  remote('exec sh -c "$2"');
  expect(valueOf(await repository.definitionFiles(commit)).map(({ text }) => text)).toEqual(['codops: a']);
});

it('never hangs where the remote of a partial clone does', async () => {
  const repository = await clone(['--filter=blob:none'], { silence: 600 });
  remote('sleep 600');
  const words = /: the remote of this partial clone sent nothing for 0\.6 s/;

  expect(await repository.definitionFiles(commit)).toMatchObject({
    ok: false,
    refusal: { message: expect.stringMatching(words) as string }
  });
  expect(await repository.checkout(commit)).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(words) as string } });
});

it('fetches nothing only to tell how large a commit is', async () => {
  await clone(['--filter=blob:none']);
  remote(`touch ${there.folder}/asked; exec sh -c "$2"`);

  expect(await commitSize(createRepositoryGit(join(there.folder, 'clone/.git')), commit)).toBeNull();

  expect(existsSync(join(there.folder, 'asked'))).toBe(false);
});
