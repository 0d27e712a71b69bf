import { expect, it } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import type { RepositoryGit } from '../command/repository-git';
import { listTree } from './list-tree';

const COMMIT = 'c'.repeat(40) as CommitHash;
const ID = 'a'.repeat(40);
const WHOLE = `100644 blob ${ID}       6\ta.py\0` + `160000 commit ${ID}       -\tdeep/b\0`;

function list(text: string): ReturnType<typeof listTree> {
  const git: RepositoryGit = () => Promise.resolve({ ok: true, code: 0, stdout: Buffer.from(text), stderr: '', cut: null, silent: false });
  return listTree(git, { commit: COMMIT, paths: ['a.py', 'deep'], folders: 'entered' });
}

it('tells what a commit has, with kinds and sizes', async () => {
  expect(await list(WHOLE)).toEqual({
    ok: true,
    value: [
      { path: 'a.py', kind: 'file', id: ID, size: 6 },
      { path: 'deep/b', kind: 'submodule', id: ID, size: null }
    ]
  });
});

it('takes an answer without anything for an empty list', async () => {
  expect(await list('')).toEqual({ ok: true, value: [] });
});

it('refuses an answer that breaks off inside an entry', async () => {
  const afterFirst = WHOLE.indexOf('\0') + 1;
  for (let length = 1; length < WHOLE.length; length += 1) {
    if (length !== afterFirst) {
      expect(await list(WHOLE.slice(0, length)), `${length} characters`).toMatchObject({
        ok: false,
        refusal: { code: 'git_failed', message: "the files of commit ccccccc can't be listed: git's answer is not whole" }
      });
    }
  }
});
