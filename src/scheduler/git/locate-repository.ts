import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { done, refuse, type Outcome } from '../../protocol/errors';
import { stripCredentials } from '../../core/text/strip-credentials';

/** Where a repository is: a folder of this machine, or what git fetches from. */
export type Location = { readonly kind: 'local'; readonly path: string } | { readonly kind: 'remote' };

const ALLOWED = 'use a path, file://, ssh://, https:// or user@host:path';

/** Tells from its `url` where a repository is. `file://` is a folder of this machine and read as one. */
export function locateRepository(url: string): Outcome<Location> {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  switch (scheme) {
    case undefined:
      return withoutScheme(url);
    case 'file':
      return fromFileUrl(url);
    case 'ssh':
    case 'https':
    case 'http':
    case 'git':
      return done({ kind: 'remote' });
    default:
      return refuse('git_failed', `${stripCredentials(url)}: the scheduler does not fetch by ${scheme}://; ${ALLOWED}`);
  }
}

function withoutScheme(url: string): Outcome<Location> {
  if (/^[a-z][a-z0-9+.-]*::/i.test(url)) {
    return refuse('git_failed', `${stripCredentials(url)}: remote helpers are not used; ${ALLOWED}`);
  }
  // As git reads it: a colon before the first slash means a host, unless there is such a folder.
  const isHost = /^[^/:]+:/.test(url) && !existsSync(url);
  return isHost && !url.startsWith('-') ? done({ kind: 'remote' }) : done({ kind: 'local', path: resolve(url) });
}

function fromFileUrl(url: string): Outcome<Location> {
  try {
    return done({ kind: 'local', path: fileURLToPath(url) });
  } catch {
    return refuse('git_failed', `${url} names no folder of this machine; write file:///path/of/the/repository, with %20 for a space`);
  }
}
