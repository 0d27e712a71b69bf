type Place = { readonly repository: string | null; readonly file: string };

/** What Jupyter, with its root folder at `root`, calls a file of a repository; null where it does not reach it. */
export function placePath({ repository, file }: Place, root: string | null): string | null {
  const folder = repository?.replace(/^file:\/\//, '').replace(/\/+$/, '') ?? null;
  if (folder === null || root === null || !folder.startsWith('/')) {
    return null;
  }
  const absolute = `${folder}/${file}`;
  return absolute.startsWith(`${root}/`) ? absolute.slice(root.length + 1) : null;
}
