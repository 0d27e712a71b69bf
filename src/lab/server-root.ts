/**
 * Absolute path of Jupyter's root folder, without a slash at its end; null where the page does not know it. `option`
 * reads the page's configuration: `serverRoot` may begin with `~`, and `rootUri` is a `file:` address or empty.
 */
export function serverRoot(option: (name: 'serverRoot' | 'rootUri') => string): string | null {
  const named = option('serverRoot');
  const root = named.startsWith('/') ? named : pathOfUri(option('rootUri'));
  return root === null ? null : root.replace(/\/+$/, '');
}

function pathOfUri(uri: string): string | null {
  const encoded = /^file:\/\/(\/.*)$/.exec(uri)?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
}
