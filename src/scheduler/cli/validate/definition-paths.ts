import { lstatSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { DEFINITION_FOLDER, definitionRole, ROOT_DEFINITION } from '../../../core/definitions/definition-path';

/**
 * Definition files of a working tree, relative to its root: `peach.yaml`, and those in `peach.conf` and its first-level subfolders.
 * With them what stands in place of a file or folder of definitions and is not read, so that it can be told.
 */
export function definitionPaths(root: string): readonly string[] {
  return [ROOT_DEFINITION, DEFINITION_FOLDER].flatMap(path => definitionsAt(root, path)).sort();
}

function definitionsAt(root: string, path: string): readonly string[] {
  const entry = lstatSync(join(root, path), { throwIfNoEntry: false });
  if (entry === undefined) {
    return [];
  }
  if (entry.isDirectory()) {
    const inside = path === DEFINITION_FOLDER || (path !== ROOT_DEFINITION && definitionRole(`${path}/file.yaml`) === 'definition');
    return inside ? readdirSync(join(root, path)).flatMap(name => definitionsAt(root, `${path}/${name}`)) : [];
  }
  const role = definitionRole(path);
  const mistaken = role === 'folder' && (path === DEFINITION_FOLDER || (entry.isSymbolicLink() && extname(path) === ''));
  return role === 'definition' || mistaken ? [path] : [];
}
