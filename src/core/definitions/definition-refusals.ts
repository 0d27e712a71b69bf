import { MAX_DEFINITION_BYTES } from '../../protocol/task-definition';
import { DEFINITION_FOLDER, ROOT_DEFINITION } from './definition-path';

/** Why a definition file is not read, in the words that people see. */
export const REFUSALS = {
  tooLarge: `it is over ${MAX_DEFINITION_BYTES / 1024 / 1024} MiB, the most that a definition file may have: split it into several files`,
  notUtf8: 'it is not UTF-8: save it in that encoding',
  link: 'it is a symbolic link, which is not followed: put the file itself here',
  submodule: 'it is a submodule or lies in one, which is not read: put the files themselves here',
  notFolder: `${DEFINITION_FOLDER} is a file: make it a folder with the definition files in it, or name it ${ROOT_DEFINITION}`
} as const;
