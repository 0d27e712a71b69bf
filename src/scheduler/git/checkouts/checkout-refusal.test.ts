import { expect, it } from 'vitest';
import type { CommitHash } from '../../../protocol/identity';
import type { GitAnswer } from '../command/run-git';
import { checkoutRefusal, roomRefusal } from './checkout-refusal';

const commit = 'abcdef0'.padEnd(40, '1') as CommitHash;
const answer = (stderr: string): GitAnswer => ({ ok: false, code: 128, stdout: Buffer.alloc(0), stderr, cut: null, silent: false });

it('says that the disk is full where git could not fill a file', () => {
  expect(checkoutRefusal(commit, answer('error: unable to write file data/1 2.bin\nerror: unable to write file b\n'))).toMatchObject({
    refusal: {
      code: 'disk_full',
      message: "commit abcdef0 can't be checked out: the disk is full at data/1 2.bin; make room and try again"
    }
  });
  expect(checkoutRefusal(commit, answer('fatal: unable to write new index file: No space left on device\n'))).toMatchObject({
    refusal: { code: 'disk_full', message: "commit abcdef0 can't be checked out: the disk is full; make room and try again" }
  });
});

it('gives git’s own words for everything else', () => {
  expect(checkoutRefusal(commit, answer('fatal: bad object\n'))).toMatchObject({
    refusal: { code: 'git_failed', message: "commit abcdef0 can't be checked out: bad object" }
  });
});

it('says how much is needed where a commit would not fit', () => {
  expect(roomRefusal(commit, { needed: 2 * 1024 ** 3, free: 5_000_000 })).toMatchObject({
    refusal: {
      code: 'disk_full',
      message: "commit abcdef0 can't be checked out: its files take 2048 MiB and the disk has 5 MiB left; make room and try again"
    }
  });
});
