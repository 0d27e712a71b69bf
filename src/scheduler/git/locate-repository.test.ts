import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { locateRepository } from './locate-repository';

it.each(['https://example.org/a.git', 'ssh://git@example.org/a.git', 'git@example.org:team/a.git', 'git://localhost/a'])(
  'fetches %s',
  url => {
    expect(locateRepository(url)).toEqual({ ok: true, value: { kind: 'remote' } });
  }
);

it.each([
  [tmpdir(), tmpdir()],
  ['/srv/with:colon', '/srv/with:colon'],
  ['file:///srv/a%20b', '/srv/a b'],
  ['-x', `${process.cwd()}/-x`]
])('reads %s from this machine', (url, path) => {
  expect(locateRepository(url)).toEqual({ ok: true, value: { kind: 'local', path } });
});

it.each(['ext::sh -c x', 'ftp://ada:pw@example.org/a', 'file://elsewhere/a'])('refuses %s with what is allowed', url => {
  const outcome = locateRepository(url);

  expect(outcome).toMatchObject({
    ok: false,
    refusal: { code: 'git_failed', message: expect.stringMatching(/use a path|write file:/) as string }
  });
  expect(JSON.stringify(outcome)).not.toContain('pw@');
});
