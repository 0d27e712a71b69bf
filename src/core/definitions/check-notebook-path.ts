type Refusal = { readonly message: string; readonly hint: string | null };

/** Why `path` is no path of a file below the repository's root, or null. */
export function checkNotebookPath(path: string): Refusal | null {
  const hint = "write it from the repository's root on, as notebooks/related.ipynb";
  if (path.includes('\\')) {
    return { message: 'notebook holds a backslash; folders are divided by /', hint: `write ${path.replaceAll('\\', '/')}` };
  }
  if (/\p{Cc}/u.test(path)) {
    return { message: 'notebook holds a line break or another control character', hint };
  }
  if (path.startsWith('/') || path.startsWith('~')) {
    return { message: "notebook is an absolute path; it must be relative to the repository's root", hint };
  }
  const steps = path.split('/');
  if (steps.includes('..')) {
    return { message: 'notebook holds `..`, which could leave the repository', hint };
  }
  const plain = steps.filter(step => step !== '' && step !== '.').join('/');
  return plain === path ? null : { message: 'notebook is not written in the shortest way', hint: `write ${plain}` };
}
