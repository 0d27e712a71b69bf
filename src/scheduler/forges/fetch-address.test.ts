import { expect, it } from 'vitest';
import { fetchAddress } from './fetch-address';

const at = (https: string | null, url = 'https://forge.example.org'): string | null =>
  fetchAddress({ https, ssh: null }, { clone: 'https', url });
const by = (ssh: string | null): string | null => fetchAddress({ https: null, ssh }, { clone: 'ssh', url: 'https://forge.example.org' });

it('takes what git may fetch from', () => {
  expect(at('https://forge.example.org/team/a.git')).toBe('https://forge.example.org/team/a.git');
  expect(at('http://forge:3000/team/a.git', 'http://forge:3000')).toBe('http://forge:3000/team/a.git');
  expect(by('git@forge.example.org:team/a.git')).toBe('git@forge.example.org:team/a.git');
  expect(by('ssh://git@forge.example.org:2222/team/a.git')).toBe('ssh://git@forge.example.org:2222/team/a.git');
});

it.each([
  [null],
  [''],
  ['file:///etc'],
  ['/etc'],
  ['ext::sh -c id'],
  ['--upload-pack=id'],
  ['http://forge.example.org/team/a.git'],
  ['https://ada:s3cret@forge.example.org/a.git'],
  ['https://forge.example.org/a b'],
  ['git@forge.example.org:team/a.git']
])('does not let a forge make git fetch from %j by https', address => {
  expect(at(address)).toBeNull();
});

it.each([
  [null],
  ['file:///etc'],
  ['-oProxyCommand=id@x:y'],
  ['ssh://-oProxyCommand=id/x'],
  ['ssh://git@-oProxyCommand=id/x'],
  ['git@-x:y'],
  ['/etc'],
  ['ext::sh'],
  ['git@x:a b'],
  ['ssh://git:s3cret@x/y']
])('does not let a forge make git fetch from %j by ssh', address => {
  expect(by(address)).toBeNull();
});
