import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../../protocol/errors';
import { makeTestRepository, type TestRepository } from '../test-support/make-test-repository';
import { createWorkingCopies } from './create-working-copies';

const copies = createWorkingCopies();
let there: TestRepository;

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => {
  vi.unstubAllEnvs();
  there.remove();
});

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

function refusal(code: string, message: string): unknown {
  return { ok: false, refusal: expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as unknown };
}

describe('committing', () => {
  const commit = (paths: readonly string[], message = 'Register a task') => copies.commit({ root: there.root, paths: [...paths], message });
  const committed = () => there.git('show', '--name-only', '--format=%s', 'HEAD').split('\n').filter(Boolean);

  it('takes just the given files, new ones too, on the current branch', async () => {
    there.commit({ a: '1', b: '1', 'peach.yaml': '1' });
    there.git('switch', '--quiet', '--create', 'feature');
    there.write('peach.yaml', '2');
    there.write('peach.conf/new.yaml', 'new');
    there.write('a', 'staged');
    there.git('add', 'a');
    there.write('b', 'not staged');
    there.write('c', 'untracked');

    const answer = valueOf(await commit(['peach.yaml', 'peach.conf/new.yaml'], '-m "quoted"\n\n# kept'));

    expect(answer).toEqual({ commit: there.git('rev-parse', 'feature'), branch: 'feature' });
    expect(committed()).toEqual(['-m "quoted"', 'peach.conf/new.yaml', 'peach.yaml']);
    expect(there.git('log', '-1', '--format=%b').trim()).toBe('# kept');
    expect(there.git('status', '--short')).toBe('M  a\n M b\n?? c');
  });

  it('makes the first commit', async () => {
    there.write('peach.yaml', '1');

    expect(valueOf(await commit(['peach.yaml']))).toMatchObject({ branch: 'master' });
    expect(committed()).toEqual(['Register a task', 'peach.yaml']);
  });

  it('takes names as they are', async () => {
    there.commit({ a: '1' });
    there.write('-x "*" ü.yaml', '1');
    there.write('-x "y" ü.yaml', '1');

    valueOf(await commit(['-x "*" ü.yaml']));

    expect(there.git('status', '--short', '-z')).toBe('?? -x "y" ü.yaml\0');
  });

  it('takes a removal', async () => {
    there.commit({ a: '1', 'peach.yaml': '1' });
    rmSync(join(there.root, 'peach.yaml'));

    valueOf(await commit(['peach.yaml']));

    expect(there.git('ls-files')).toBe('a');
  });

  it('is refused where nothing has changed', async () => {
    there.commit({ 'peach.yaml': '1' });

    expect(await commit(['peach.yaml'])).toEqual(refusal('git_failed', 'there is nothing to commit: peach.yaml is as in the last commit'));
  });

  it('is refused without a branch', async () => {
    there.commit({ 'peach.yaml': '1' });
    there.git('checkout', '--quiet', '--detach');
    there.write('peach.yaml', '2');

    expect(await commit(['peach.yaml'])).toEqual(refusal('git_failed', 'no branch is checked out'));
  });

  it('tells a person without an identity how to set it', async () => {
    there.commit({ 'peach.yaml': '1' });
    there.git('config', '--unset', 'user.name');
    there.git('config', '--unset', 'user.email');
    there.git('config', 'user.useConfigOnly', 'true');
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null');
    vi.stubEnv('GIT_CONFIG_SYSTEM', '/dev/null');
    there.write('peach.yaml', '2');

    const outcome = await commit(['peach.yaml']);

    expect(outcome).toEqual(
      refusal('git_failed', 'git config --global user.name "Your Name"\ngit config --global user.email you@example.org')
    );
  });

  it('runs the person’s hooks, and leaves everything as it was where one refuses', async () => {
    there.commit({ a: '1', 'peach.yaml': '1' });
    there.write('.git/hooks/pre-commit', '#!/bin/sh\necho "no tabs please" >&2\nexit 1\n');
    chmodSync(join(there.root, '.git/hooks/pre-commit'), 0o755);
    there.write('peach.yaml', '2');
    there.write('peach.conf/new.yaml', 'new');
    there.write('a', 'staged');
    there.git('add', 'a');

    expect(await commit(['peach.yaml', 'peach.conf/new.yaml'])).toEqual(refusal('git_failed', 'no tabs please'));

    expect(there.git('status', '--short', '--untracked-files=all')).toBe('M  a\n M peach.yaml\n?? peach.conf/new.yaml');
  });

  it('tells that a file is ignored, and leaves the index as it was', async () => {
    there.commit({ '.gitignore': 'peach.conf\n' });
    there.write('peach.yaml', '1');
    there.write('peach.conf/a.yaml', '1');

    expect(await commit(['peach.yaml', 'peach.conf/a.yaml'])).toEqual(refusal('git_failed', 'ignored by one of your .gitignore files'));

    expect(there.git('status', '--short')).toBe('?? peach.yaml');
  });

  it('tells git’s own reason in the middle of a merge', async () => {
    there.commit({ a: '1', 'peach.yaml': '1' });
    there.git('switch', '--quiet', '--create', 'other');
    there.commit({ a: '2' });
    there.git('switch', '--quiet', 'master');
    there.commit({ a: '3' });
    expect(() => there.git('merge', '--quiet', 'other')).toThrow();
    there.write('peach.yaml', '2');

    expect(await commit(['peach.yaml'])).toEqual(refusal('git_failed', 'cannot do a partial commit during a merge'));
  });

  it('is refused for paths outside', async () => {
    mkdirSync(join(there.folder, 'outside'));

    for (const path of ['../outside/a', '/etc/hostname', '', '.', 'a/../..', '.git/config']) {
      expect(await commit([path])).toEqual(refusal('bad_request', 'is not a path in the repository'));
    }
  });
});
