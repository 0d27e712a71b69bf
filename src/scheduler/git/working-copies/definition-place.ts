import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { DEFINITION_FOLDER, definitionRole, ROOT_DEFINITION } from '../../../core/definitions/definition-path';
import { REFUSALS } from '../../../core/definitions/definition-refusals';
import { checkRoot } from './check-root';

/** Absolute path of the definition file `path` of the checkout at `root`. Refused where it is none, or only reached through a link. */
export async function definitionPlace(root: string, path: string): Promise<Outcome<string>> {
  if (definitionRole(path) !== 'definition' || path.includes('\0')) {
    const allowed = `${ROOT_DEFINITION}, or a .yaml or .yml file in ${DEFINITION_FOLDER} or in a folder directly in it`;
    return refuse('bad_request', `${JSON.stringify(path)} is not a definition file: name ${allowed}`);
  }
  const checked = await checkRoot(root);
  if (!checked.ok) {
    return checked;
  }
  const names = path.split('/');
  for (const [index] of names.entries()) {
    const part = names.slice(0, index + 1).join('/');
    const stats = await lstat(join(root, part)).catch(() => null);
    if (stats?.isSymbolicLink() === true) {
      return refuse('bad_request', `${part}: ${REFUSALS.link}`);
    }
  }
  return done(join(root, path));
}
