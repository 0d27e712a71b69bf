import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { IModuleFinder } from '../ports';

const MODULE_FILE = /\.(?:py|pyd|so)$/;
const LIBRARY = /^python(\d+\.\d+)$/;

/** Looks for modules in folders, without running anything of theirs. */
export function createModuleFinder(): IModuleFinder {
  return {
    find: async (modules, { folders, python }) => {
      const library = python === null ? null : await libraryOf(python);
      const places = [...folders, ...(library === null ? [] : [library.packages])];
      const found = await Promise.all(modules.map(module => isThere(module, places)));
      return { modules: new Set(modules.filter((_, index) => found[index])), python: library?.version ?? null };
    }
  };
}

/** Where the environment of this interpreter has its packages. */
async function libraryOf(python: string): Promise<{ readonly packages: string; readonly version: string } | null> {
  const lib = join(dirname(dirname(python)), 'lib');
  const names = (await entriesOf(lib)).map(entry => entry.name);
  const version = names.flatMap(name => LIBRARY.exec(name)?.[1] ?? [])[0];
  return version === undefined ? null : { packages: join(lib, `python${version}`, 'site-packages'), version };
}

async function isThere(module: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    if (await isIn(folder, module.split('.'))) {
      return true;
    }
  }
  return false;
}

/** A file of that name, whatever kind of module it is, or a folder with modules. */
async function isIn(folder: string, path: readonly string[]): Promise<boolean> {
  const whole = join(folder, ...path);
  const beside = await entriesOf(dirname(whole));
  const name = basename(whole);
  return (
    beside.some(entry => !entry.folder && MODULE_FILE.test(entry.name) && entry.name.split('.')[0] === name) ||
    (beside.some(entry => entry.folder && entry.name === name) && (await holdsModules(whole, 1)))
  );
}

/** A folder without any, such as one of data, is no package. Packages may share an outer folder that has none itself. */
async function holdsModules(folder: string, deeper: number): Promise<boolean> {
  const entries = await entriesOf(folder);
  if (entries.some(entry => !entry.folder && MODULE_FILE.test(entry.name))) {
    return true;
  }
  for (const entry of deeper > 0 ? entries.filter(each => each.folder) : []) {
    if (await holdsModules(join(folder, entry.name), deeper - 1)) {
      return true;
    }
  }
  return false;
}

async function entriesOf(folder: string): Promise<readonly { readonly name: string; readonly folder: boolean }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  // A link counts as what its name says.
  return entries.map(entry => ({
    name: entry.name,
    folder: entry.isDirectory() || (entry.isSymbolicLink() && !MODULE_FILE.test(entry.name))
  }));
}
