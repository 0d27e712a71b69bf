import { access, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Environment } from '../ports';

const RECORD = 'environment.json';
const LOCK = 'requirements.lock';
const BUILDING = '.building-';

/** What is kept with an environment beside what is installed. */
export type EnvironmentRecord = { readonly requirements: readonly string[]; readonly builtAt: number };

/** Absolute path of the interpreter of the environment in `folder`. */
export function interpreterIn(folder: string): string {
  return join(folder, 'bin', 'python');
}

/** Path of the exact versions that are installed in `folder`. */
export function lockIn(folder: string): string {
  return join(folder, LOCK);
}

/** A folder to build in, beside the finished ones. */
export async function newBuildingFolder(directory: string, hash: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  return join(directory, `${BUILDING}${hash}-${randomUUID()}`);
}

/** Gives the finished build its name. The record, written last, and the rename make it whole at once. */
export async function finishBuilding(building: string, final: string, record: EnvironmentRecord): Promise<void> {
  await writeFile(join(building, RECORD), `${JSON.stringify(record, null, 2)}\n`);
  await rm(final, { recursive: true, force: true });
  await rename(building, final);
}

/** The environment in `folder`; null where there is none, or its interpreter is gone. */
export async function readEnvironment(folder: string, hash: string): Promise<Environment | null> {
  try {
    const record: unknown = JSON.parse(await readFile(join(folder, RECORD), 'utf8'));
    await access(interpreterIn(folder), constants.X_OK);
    const builtAt = (record as { readonly builtAt?: unknown } | null)?.builtAt;
    return typeof builtAt === 'number' ? { hash, python: interpreterIn(folder), builtAt } : null;
  } catch {
    return null;
  }
}

/** Removes what builds left that were cut short; `busy` are those that go on. */
export async function removeLeftovers(directory: string, busy: ReadonlySet<string>): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const left = names.filter(name => name.startsWith(BUILDING)).map(name => join(directory, name));
  await Promise.all(left.filter(path => !busy.has(path)).map(path => rm(path, { recursive: true, force: true, maxRetries: 3 })));
}
