import { describe, expect, it } from 'vitest';
import { serverRoot } from './server-root';

function pageWith(options: { readonly serverRoot: string; readonly rootUri: string }): string | null {
  return serverRoot(name => options[name]);
}

describe('serverRoot', () => {
  it('is what the server names', () => {
    expect(pageWith({ serverRoot: '/srv/repo/', rootUri: '' })).toBe('/srv/repo');
  });

  it('comes from the root’s address where it is named from the home folder', () => {
    expect(pageWith({ serverRoot: '~/my repo', rootUri: 'file:///home/ann/my%20repo' })).toBe('/home/ann/my repo');
  });

  it('is empty, and no slash, where it is the file system’s own root', () => {
    expect(pageWith({ serverRoot: '/', rootUri: '' })).toBe('');
  });

  it('is null where the page knows no absolute folder', () => {
    expect(pageWith({ serverRoot: '~/repo', rootUri: '' })).toBeNull();
  });
});
