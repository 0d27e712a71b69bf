import { lstatSync, readdirSync, type Stats } from 'node:fs';

/** Paths are held with a character a byte, because names need not be UTF-8; the system is given the bytes. */
export function bytesOf(path: string): Buffer {
  return Buffer.from(path, 'latin1');
}

/** The path of `path` as text of a character a byte. */
export function byteText(path: string): string {
  return Buffer.from(path).toString('latin1');
}

/** Undefined where nothing is. Links are not followed. */
export function look(path: string): Stats | undefined {
  return lstatSync(bytesOf(path), { throwIfNoEntry: false });
}

export function namesIn(folder: string): readonly string[] {
  return readdirSync(bytesOf(folder), { encoding: 'latin1' });
}
