import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The text of a file of a working tree; or why it can't be read; or null where it is not there, as everything outside the tree is. */
export function readWorkingFile(
  root: string,
  path: string,
  maxBytes: number
): { readonly text: string } | { readonly refusal: string } | null {
  const file = join(root, path);
  const entry = statSync(file, { throwIfNoEntry: false });
  if (entry === undefined || !entry.isFile() || !realpathSync(file).startsWith(realpathSync(root) + sep)) {
    return null;
  }
  if (entry.size > maxBytes) {
    return { refusal: `it is over ${maxBytes / 1024 / 1024} MiB` };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)) };
  } catch (error) {
    return {
      refusal:
        error instanceof TypeError ? 'it is not UTF-8' : `it can’t be opened (${error instanceof Error ? error.message : String(error)})`
    };
  }
}
