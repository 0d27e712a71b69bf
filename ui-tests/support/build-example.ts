import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Builds the extension of `examples/` as its author would, against this package; returns the folder that Jupyter loads. */
export function buildExample(name: string): string {
  const folder = join(ROOT, 'examples', name);
  const run = (command: string, ...args: readonly string[]): void => void execFileSync(command, args, { cwd: folder, stdio: 'pipe' });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  linkOnce(ROOT, join(folder, 'node_modules/peach-lab'));
  run('node', join(ROOT, 'node_modules/typescript/bin/tsc'));
  run('jupyter-builder', 'build', '--development', 'True', '.');
  return join(folder, 'labextension');
}

function linkOnce(target: string, path: string): void {
  try {
    symlinkSync(target, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw error;
    }
  }
}
