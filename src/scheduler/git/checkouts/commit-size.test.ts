import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import { createRepositoryGit } from '../command/repository-git';
import { makeTestRepository, type TestRepository } from '../test-support/make-test-repository';
import { commitSize } from './commit-size';

let there: TestRepository;

beforeEach(() => {
  there = makeTestRepository();
});

afterEach(() => there.remove());

it('adds up the files of a commit, whatever their names', async () => {
  const commit = there.commit({ a: '1', 'deep/b': '22', 'odd\n100644 blob abc 77\tname': '333', empty: '' });

  expect(await commitSize(createRepositoryGit(join(there.root, '.git')), commit)).toBe(6);
});

it('knows nothing of a commit that is not there', async () => {
  expect(await commitSize(createRepositoryGit(join(there.root, '.git')), '0'.repeat(40) as CommitHash)).toBeNull();
});
