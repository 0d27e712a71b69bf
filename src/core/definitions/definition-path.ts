export const ROOT_DEFINITION = 'peach.yaml';
export const DEFINITION_FOLDER = 'peach.conf';

/** What the file at a path is to the reader of definitions. */
export type DefinitionRole = 'definition' | 'folder' | 'other';

/**
 * What `path`, relative to the repository's root, is by its place and name: a definition file, a folder in which definition files may
 * stand, or neither. Names with a leading dot are not read: editors keep copies under them (`.ipynb_checkpoints`).
 */
export function definitionRole(path: string): DefinitionRole {
  if (path === ROOT_DEFINITION) {
    return 'definition';
  }
  const [top, ...rest] = path.split('/');
  if (top !== DEFINITION_FOLDER || rest.length > 2 || rest.some(name => name === '' || name.startsWith('.'))) {
    return 'other';
  }
  if (/\.ya?ml$/.test(rest.at(-1) ?? '')) {
    return 'definition';
  }
  return rest.length < 2 ? 'folder' : 'other';
}
