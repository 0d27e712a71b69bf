import { open, stat, type FileHandle } from 'node:fs/promises';

/** Bytes of the file at `path` from `from` up to, not including, `to`; fewer where it is shorter, none where there is no file. */
export async function readBytes(path: string, from: number, to: number): Promise<Uint8Array> {
  return (await withFile(path, file => readRange(file, from, to))) ?? new Uint8Array(0);
}

/** Bytes of the file at `path`; none where there is no file. */
export async function fileSize(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** Opens `path` for as long as `use` takes; null where there is no such file. */
export async function withFile<T>(path: string, use: (file: FileHandle) => Promise<T>): Promise<T | null> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** As {@link readBytes}, of an open file. */
export async function readRange(file: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(to, size) - from));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) {
      break;
    }
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
