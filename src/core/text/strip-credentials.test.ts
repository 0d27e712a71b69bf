import { expect, it } from 'vitest';
import { credentialsIn, stripCredentials } from './strip-credentials';

it('takes user and password out of every URL in a text', () => {
  const text = "unable to access 'https://ada:s3cret@example.org/a.git/' or https://t0ken@example.org/b.git";

  expect(stripCredentials(text)).toBe("unable to access 'https://example.org/a.git/' or https://example.org/b.git");
});

it('takes out a password with an @ in it, an encoded one and one with a slash that nobody encoded', () => {
  expect(stripCredentials('https://ada:p@ss@example.org/x')).toBe('https://example.org/x');
  expect(stripCredentials('https://ada:p%40s%2Fs@example.org/x')).toBe('https://example.org/x');
  expect(stripCredentials("at 'https://ada:p/s?s@example.org/x'")).toBe("at 'https://example.org/x'");
});

it('takes out the password of ssh and leaves its user name', () => {
  expect(stripCredentials('ssh://git:s3cret@example.org/a ssh://git@example.org/a')).toBe(
    'ssh://git@example.org/a ssh://git@example.org/a'
  );
});

it('hides what parameters tell that are named as secrets', () => {
  const text = "'https://example.org/a.git?private_token=abc&ref=x&access_token=d%2Fe' https://example.org/?job-token=f#g";

  expect(stripCredentials(text)).toBe(
    "'https://example.org/a.git?private_token=***&ref=x&access_token=***' https://example.org/?job-token=***#g"
  );
});

it('leaves addresses, ports and paths as they are', () => {
  const text = 'git@example.org:team/a.git by ada@example.org at http://localhost:8080/a@b and /srv/a?token=c https://example.org/?page=2';

  expect(stripCredentials(text)).toBe(text);
});

it('tells the secrets that it takes away', () => {
  const text = 'https://ada:s3cret@example.org/?private_token=abc https://t0ken@example.org ssh://git@example.org/a';

  expect(credentialsIn(text)).toEqual(['ada:s3cret', 's3cret', 'abc', 't0ken']);
});
