import { expect, it } from 'vitest';
import type { Outcome } from '../../../protocol/errors';
import type { RepositoryGit } from '../command/repository-git';
import { readBlobs } from './read-blobs';

const FIRST = 'a'.repeat(40);
const SECOND = 'b'.repeat(40);
const WHOLE = `${FIRST} blob 6\nhello\n\n${SECOND} blob 0\n\n`;

type Read = { readonly outcome: Outcome<null>; readonly texts: ReadonlyMap<string, string> };

/** What is read of two blobs where git answers `text`. */
async function read(text: string): Promise<Read> {
  const git: RepositoryGit = () => Promise.resolve({ ok: true, code: 0, stdout: Buffer.from(text), stderr: '', cut: null, silent: false });
  const texts = new Map<string, string>();
  const blobs = [FIRST, SECOND].map(id => ({ id, size: 6 }));
  const outcome = await readBlobs(git, blobs, (id, bytes) => texts.set(id, bytes.toString()));
  return { outcome, texts };
}

it('takes the content of each blob', async () => {
  const { outcome, texts } = await read(WHOLE);

  expect(outcome.ok).toBe(true);
  expect(texts).toEqual(
    new Map([
      [FIRST, 'hello\n'],
      [SECOND, '']
    ])
  );
});

it('refuses an answer that breaks off, wherever it does, and never takes a part of a blob for the whole', async () => {
  const firstLength = WHOLE.indexOf(SECOND);
  for (let length = 0; length < WHOLE.length; length += 1) {
    const { outcome, texts } = await read(WHOLE.slice(0, length));
    const broken = length < firstLength ? FIRST : SECOND;

    expect(outcome, `${length} characters`).toMatchObject({
      ok: false,
      refusal: { code: 'git_failed', message: `the content of files can’t be read: git’s answer is not whole at object ${broken}` }
    });
    expect(texts.get(FIRST), `${length} characters`).toBe(length < firstLength ? undefined : 'hello\n');
    expect(texts.has(SECOND)).toBe(false);
  }
});

it.each([
  ['another object than the one asked for', WHOLE.replace(FIRST, 'c'.repeat(40))],
  ['something that is no blob', WHOLE.replace('blob', 'tree')],
  ['a size that is none', WHOLE.replace('blob 6', 'blob six')],
  ['content that is longer than its size', WHOLE.replace('blob 6', 'blob 4')],
  ['content that is shorter than its size', WHOLE.replace('blob 6', 'blob 7')]
])('refuses an answer with %s', async (_, text) => {
  const { outcome, texts } = await read(text);

  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'git_failed' } });
  expect(texts.size).toBe(0);
});

it('refuses an answer with more than was asked for', async () => {
  const { outcome } = await read(`${WHOLE}${FIRST} blob 6\nhello\n\n`);

  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'git_failed' } });
});

it('says which object the repository does not have', async () => {
  const { outcome, texts } = await read(`${FIRST} missing\n${SECOND} blob 0\n\n`);

  expect(outcome).toMatchObject({
    ok: false,
    refusal: { code: 'git_failed', message: `the repository is damaged: it has no object ${FIRST}; run git fsck in it` }
  });
  expect(texts.size).toBe(0);
});
