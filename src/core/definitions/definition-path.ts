import { MAX_DEFINITION_BYTES } from '../../protocol/task-definition';

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

/** Why a definition file is not read, in the words that people see. */
export const REFUSALS = {
  tooLarge: `it is over ${MAX_DEFINITION_BYTES / 1024 / 1024} MiB, the most that a definition file may have: split it into several files`,
  notUtf8: 'it is not UTF-8: save it in that encoding',
  link: 'it is a symbolic link, which is not followed: put the file itself here',
  submodule: 'it is a submodule or lies in one, which is not read: put the files themselves here',
  notFolder: `${DEFINITION_FOLDER} is a file: make it a folder with the definition files in it, or name it ${ROOT_DEFINITION}`
} as const;
