import { expect, it } from 'vitest';
import type { GitAnswer } from './run-git';
import { gitRefusal } from './git-refusal';

const answer: GitAnswer = { ok: false, code: 128, stdout: Buffer.alloc(0), stderr: '', cut: null, silent: false };

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

it('tells what the server said', () => {
  const stderr = 'remote: the project is archived\nfatal: unable to access x: 403\n';

  expect(messageOf({ stderr })).toBe('x can’t be fetched: unable to access x: 403; remote: the project is archived');
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

it('tells no progress, and nothing that a terminal would obey', () => {
  const stderr =
    'remote: Counting objects:  50% (1/2)\rremote: Counting objects: 3, done.\nremote: Total 3 (delta 0), reused 0 (delta 0)\nReceiving objects:  10% (1/9)\r\u001B[31mremote: gone\n';

  expect(messageOf({ stderr })).toBe('x can’t be fetched: [31mremote: gone');
});

it('tells no half of a URL, which would hold a secret that can’t be seen as one', () => {
  const stderr = `fatal: ${'x'.repeat(580)} https://ada:s3cret-of-some-length@example.org/`;

  expect(messageOf({ stderr })).not.toContain('s3c');
});
