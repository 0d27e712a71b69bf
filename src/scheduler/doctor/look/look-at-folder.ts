import { constants } from 'node:fs';
import { access, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A folder and the disk under it. Sizes in bytes. */
export type FolderLook = {
  readonly path: string;
  /** The folder itself, or where it is not there yet, the nearest one above it. */
  readonly nearest: string;
  readonly isFolder: boolean;
  /** Code of the system for why nothing can be written there, such as EROFS; null where it can. */
  readonly refusal: string | null;
  /** Its owner is the user who asks. */
  readonly isOwn: boolean;
  readonly othersMayWrite: boolean;
  /** Null where the file system doesn't tell. */
  readonly free: number | null;
  readonly freeFiles: number | null;
  /** Kind of file system, as the kernel numbers it. */
  readonly kind: number;
};

const PROBE = Buffer.alloc(64 * 1024, 1);

/** Looks at a folder that need not exist; leaves nothing in it. Never rejects. */
export async function lookAtFolder(path: string): Promise<FolderLook> {
  const nearest = await nearestOf(path);
  const [facts, disk, refusal] = await Promise.all([
    stat(nearest).catch(() => null),
    statfs(nearest).catch(() => null),
    nearest === path ? writeRefusal(path) : accessRefusal(nearest)
  ]);
  return {
    path,
    nearest,
    isFolder: facts?.isDirectory() ?? false,
    refusal,
    isOwn: facts === null || facts.uid === process.getuid?.(),
    othersMayWrite: ((facts?.mode ?? 0) & 0o022) !== 0,
    free: disk === null || disk.blocks === 0 ? null : disk.bavail * disk.bsize,
    freeFiles: disk === null || disk.files === 0 ? null : disk.ffree,
    kind: disk?.type ?? 0
  };
}

/** What is not there yet is made by the scheduler. */
async function nearestOf(path: string): Promise<string> {
  const code = await stat(path).then(() => null, codeOf);
  return code === 'ENOENT' && dirname(path) !== path ? nearestOf(dirname(path)) : path;
}

async function accessRefusal(folder: string): Promise<string | null> {
  return access(folder, constants.W_OK).then(() => null, codeOf);
}

/** A quota, or a disk that is full in its own way, shows only by writing. */
async function writeRefusal(folder: string): Promise<string | null> {
  const file = join(folder, `.probe.doctor.${process.pid}`);
  const code = await writeFile(file, PROBE, { mode: 0o600, flush: true }).then(() => null, codeOf);
  await rm(file, { force: true }).catch(() => undefined);
  return code;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
