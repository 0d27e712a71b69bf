import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DEFINITION_FOLDER } from '../../../core/definitions/definition-path';
import { REFUSALS } from '../../../core/definitions/definition-refusals';

type WorkingFile = { readonly text: string } | { readonly refusal: string };

/** The largest file that is read, and what to say of one that is larger. */
export type Limit = { readonly bytes: number; readonly refusal: string };

/**
 * The text of a file of a working tree; or why it can't be read; or null where it is not there, as everything outside the tree and
 * behind a link is: git has only the link.
 */
export function readWorkingFile(root: string, path: string, limit: Limit): WorkingFile | null {
  const file = join(root, path);
  const entry = lstatSync(file, { throwIfNoEntry: false });
  if (entry === undefined || realpathSync(dirname(file)) !== join(realpathSync(root), dirname(path))) {
    return null;
  }
  if (entry.isSymbolicLink()) {
    return { refusal: REFUSALS.link };
  }
  if (!entry.isFile()) {
    return null;
  }
  if (path === DEFINITION_FOLDER) {
    return { refusal: REFUSALS.notFolder };
  }
  return entry.size > limit.bytes ? { refusal: limit.refusal } : readText(file);
}

function readText(file: string): WorkingFile {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) };
  } catch (error) {
    const opened = error instanceof Error ? error.message : String(error);
    return { refusal: error instanceof TypeError ? REFUSALS.notUtf8 : `it can’t be opened (${opened})` };
  }
}
