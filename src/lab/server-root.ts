import type { ISchedulerClient } from './tokens';

/** Reads the page's configuration: `serverRoot` may begin with `~`, and `rootUri` is a `file:` address or empty. */
type PageOption = (name: 'serverRoot' | 'rootUri') => string;

/**
 * Absolute path of Jupyter's root folder, without a slash at its end; null where Jupyter's files are in no folder, or
 * nobody knows in which. The page is believed where the server does not tell: it may not have the whole answer.
 */
export async function serverRoot(scheduler: Pick<ISchedulerClient, 'status'>, option: PageOption): Promise<string | null> {
  const told = await scheduler.status().then(
    status => status.rootDir,
    () => undefined
  );
  const root = told === undefined ? rootOfPage(option) : told;
  return root === null ? null : root.replace(/\/+$/, '');
}

function rootOfPage(option: PageOption): string | null {
  const named = option('serverRoot');
  return named.startsWith('/') ? named : pathOfUri(option('rootUri'));
}

function pathOfUri(uri: string): string | null {
  const encoded = /^file:\/\/(\/.*)$/.exec(uri)?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
}
