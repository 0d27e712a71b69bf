import { describe, expect, it } from 'vitest';
import { serverRoot } from './server-root';

type Page = { readonly serverRoot: string; readonly rootUri: string };

const PAGE: Page = { serverRoot: '/of/the/page', rootUri: '' };

/** What is found where the server tells `rootDir`; undefined: nothing. */
function serverTells(rootDir: string | null | undefined, page = PAGE): Promise<string | null> {
  return serverRoot({ status: () => Promise.resolve({ state: 'running', reason: null, rootDir }) }, name => page[name]);
}

describe('serverRoot', () => {
  it('is what the server tells, whatever the page says', async () => {
    expect(await serverTells('/srv/repo')).toBe('/srv/repo');
  });

  it('is null where the server’s files are in no folder, whatever the page says', async () => {
    expect(await serverTells(null)).toBeNull();
  });

  it('is empty, and no slash, where it is the file system’s own root', async () => {
    expect(await serverTells('/')).toBe('');
  });

  it('is what the page names where the server does not tell', async () => {
    expect(await serverTells(undefined, { serverRoot: '/srv/repo/', rootUri: '' })).toBe('/srv/repo');
  });

  it('is what the page names where the server does not answer', async () => {
    const status = () => Promise.reject(new Error('gone'));
    expect(await serverRoot({ status }, name => PAGE[name])).toBe('/of/the/page');
  });

  it('comes from the root’s address where the page names it from the home folder', async () => {
    expect(await serverTells(undefined, { serverRoot: '~/my repo', rootUri: 'file:///home/ann/my%20repo' })).toBe('/home/ann/my repo');
  });

  it('is null where nobody knows an absolute folder', async () => {
    expect(await serverTells(undefined, { serverRoot: '~/repo', rootUri: '' })).toBeNull();
  });
});
