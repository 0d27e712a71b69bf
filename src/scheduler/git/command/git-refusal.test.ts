import { expect, it } from 'vitest';
import type { GitAnswer } from './run-git';
import { gitRefusal } from './git-refusal';

const answer: GitAnswer = { ok: false, code: 128, stdout: Buffer.alloc(0), stderr: '', cut: null };

function messageOf(of: Partial<GitAnswer>): string {
  const outcome = gitRefusal('x can’t be fetched', { ...answer, ...of });
  return outcome.ok ? '' : outcome.refusal.message;
}

it('tells git’s own words without its advice', () => {
  const stderr = 'warning: old\nhint: try harder\nfatal: repository not found\nerror: no\n';

  expect(messageOf({ stderr })).toBe('x can’t be fetched: repository not found; no');
});

it('tells the error itself where much advice follows, and the end where a program spoke', () => {
  const lines = ['one', 'two', 'three', 'four', 'five'];

  expect(messageOf({ stderr: `start\nfatal: ${lines.join('\n')}` })).toBe('x can’t be fetched: one; two; three; four');
  expect(messageOf({ stderr: lines.join('\n') })).toBe('x can’t be fetched: two; three; four; five');
});

it('never tells a password', () => {
  const stderr = "fatal: unable to access 'https://ada:s3cret@example.org/'";

  expect(messageOf({ stderr })).toBe("x can’t be fetched: unable to access 'https://example.org/'");
});

it('tells why git was cut short', () => {
  expect(messageOf({ cut: 'it took longer than 60 s' })).toBe('x can’t be fetched: it took longer than 60 s');
});

it('tells the code of a git that said nothing', () => {
  expect(messageOf({})).toBe('x can’t be fetched: git ended with code 128 and said nothing');
});
