import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFINITION_FOLDER, definitionRole, ROOT_DEFINITION } from '../../../core/definitions/definition-path';

/** Paths of the definition files in the checkout at `root`, sorted: those that would be read, were they committed. Links are not followed. */
export async function listDefinitions(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  await collect(root, '', found);
  return found.sort();
}

async function collect(root: string, folder: string, found: string[]): Promise<void> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const role = definitionRole(path);
    if (entry.isFile() && role === 'definition') {
      found.push(path);
    } else if (entry.isDirectory() && isRead(path)) {
      await collect(root, path, found);
    }
  }
}

/** Whether definition files can stand in the folder `path`, which may itself be called something.yaml. */
function isRead(path: string): boolean {
  return path !== ROOT_DEFINITION && (path === DEFINITION_FOLDER || definitionRole(`${path}/file.yaml`) === 'definition');
}
