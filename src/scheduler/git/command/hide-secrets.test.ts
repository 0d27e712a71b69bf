import { expect, it } from 'vitest';
import { hideSecrets } from './hide-secrets';

it('hides the password of a URL in every spelling that a server may answer with', () => {
  const url = 'https://ada:p%40ss%20word@example.org/a.git';
  const header = Buffer.from('ada:p@ss word').toString('base64');
  const text = `remote: p%40ss%20word, p@ss word and p%40ss%20word of Basic ${header} are wrong at ${url}`;

  expect(hideSecrets(text, url)).toBe('remote: ***, *** and *** of Basic *** are wrong at https://example.org/a.git');
});

it('hides a token that stands for the user, or is a parameter', () => {
  expect(hideSecrets('remote: glpat-1234 is revoked', 'https://glpat-1234@example.org/a.git')).toBe('remote: *** is revoked');
  expect(hideSecrets('remote: no abcd', 'https://example.org/a.git?private_token=abcd')).toBe('remote: no ***');
});

it('takes no word out of a text for a very short secret', () => {
  expect(hideSecrets('it is a remote', 'https://a:is@example.org/')).toBe('it is a remote');
});
