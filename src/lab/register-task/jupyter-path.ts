/** The same notebook as Jupyter names it, and relative to its repository's root. */
export type NotebookPlace = { readonly jupyter: string; readonly repository: string };

/**
 * What Jupyter calls `file` (relative to the repository's root); null where the file lies outside Jupyter's root folder,
 * because that folder is inside the repository.
 */
export function jupyterPath(file: string, notebook: NotebookPlace): string | null {
  const { jupyter, repository } = notebook;
  if (jupyter === repository || jupyter.endsWith(`/${repository}`)) {
    return jupyter.slice(0, jupyter.length - repository.length) + file;
  }
  if (!repository.endsWith(`/${jupyter}`)) {
    return null;
  }
  const folder = repository.slice(0, repository.length - jupyter.length);
  return file.startsWith(folder) ? file.slice(folder.length) : null;
}
