import { expect, it } from 'vitest';
import { stripCredentials } from './strip-credentials';

it('takes user and password out of every URL in a text', () => {
  const text = "unable to access 'https://ada:s3cret@example.org/a.git/' or https://t0ken@example.org/b.git";

  expect(stripCredentials(text)).toBe("unable to access 'https://example.org/a.git/' or https://example.org/b.git");
});

it('takes out a password with an @ in it', () => {
  expect(stripCredentials('https://ada:p@ss@example.org/x')).toBe('https://example.org/x');
});

it('leaves addresses and paths as they are', () => {
  expect(stripCredentials('git@example.org:team/a.git by ada@example.org')).toBe('git@example.org:team/a.git by ada@example.org');
});
