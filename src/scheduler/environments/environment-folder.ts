import { accessSync, constants, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
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

/** The environment in `folder`; null where there is none, or its interpreter is gone. Each run asks: two small files are read quicker than waited for. */
export function readEnvironment(folder: string, hash: string): Environment | null {
  try {
    const record: unknown = JSON.parse(readFileSync(join(folder, RECORD), 'utf8'));
    accessSync(interpreterIn(folder), constants.X_OK);
    const builtAt = (record as { readonly builtAt?: unknown } | null)?.builtAt;
    return typeof builtAt === 'number' ? { hash, python: interpreterIn(folder), builtAt } : null;
  } catch {
    return null;
  }
}

/** Notes that the environment in `folder` is in use now. */
export async function noteUse(folder: string): Promise<void> {
  const now = new Date();
  await utimes(join(folder, RECORD), now, now).catch(() => undefined);
}

/** When the environment in `folder` was last noted to be in use, milliseconds since the epoch; null where there is none. */
export async function lastUse(folder: string): Promise<number | null> {
  return (await stat(join(folder, RECORD)).catch(() => null))?.mtimeMs ?? null;
}

/** Removes what builds left that were cut short; `busy` are those that go on. */
export async function removeLeftovers(directory: string, busy: ReadonlySet<string>): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const left = names.filter(name => name.startsWith(BUILDING)).map(name => join(directory, name));
  await Promise.all(left.filter(path => !busy.has(path)).map(path => rm(path, { recursive: true, force: true, maxRetries: 3 })));
}
