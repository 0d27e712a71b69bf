import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.PEACH_UI_REPOSITORY ?? '';

/** What git says in the repository that this run works in. */
export function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trimEnd();
}

/** The bytes of a file of that repository, as text. */
export function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

/** Commits a file of that repository on the branch that is checked out; null removes it. */
export function commitFile(path: string, text: string | null): void {
  const file = join(folder, path);
  if (text === null) {
    rmSync(file);
  } else {
    writeFileSync(file, text);
  }
  git('add', '--all', path);
  git('commit', '--quiet', '--message', `Change ${path}`, '--', path);
}
