import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const YAML = /\.ya?ml$/;

/** Definition files of a working tree, relative to its root: `peach.yaml`, and those in `peach.conf` and its first-level subfolders. */
export function definitionPaths(root: string): readonly string[] {
  const folders = ['peach.conf', ...entriesOf(root, 'peach.conf').filter(path => isFolder(join(root, path)))];
  const files = folders.flatMap(folder => entriesOf(root, folder)).filter(path => YAML.test(path) && !isFolder(join(root, path)));
  return ['peach.yaml', ...files].filter(path => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined).sort();
}

/** What stands in a folder; nothing where it is none. Names with a leading dot are editors' own copies. */
function entriesOf(root: string, folder: string): readonly string[] {
  return isFolder(join(root, folder))
    ? readdirSync(join(root, folder))
        .filter(name => !name.startsWith('.'))
        .map(name => `${folder}/${name}`)
    : [];
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
