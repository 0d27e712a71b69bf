import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createCheck } from '../../../protocol/check';
import { ADDRESS_FILE, SchedulerAddressSchema, type SchedulerAddress } from '../../../protocol/health';
import { parseJson } from '../../../protocol/json';

/** What a scheduler has written of itself; both halves refuse a file that others could have read or written. */
export type AddressLook =
  | { readonly kind: 'absent' }
  /** `code`: why, as the system calls it. */
  | { readonly kind: 'unreadable'; readonly file: string; readonly code: string }
  | { readonly kind: 'foreign'; readonly file: string; readonly uid: number }
  | { readonly kind: 'open'; readonly file: string; readonly mode: number }
  | { readonly kind: 'torn'; readonly file: string }
  | { readonly kind: 'there'; readonly file: string; readonly address: SchedulerAddress; readonly isAlive: boolean };

const check = createCheck(SchedulerAddressSchema);

/** Looks at the address file of a state directory. Never rejects. */
export async function lookAtAddress(stateDir: string): Promise<AddressLook> {
  const file = join(stateDir, ADDRESS_FILE);
  let handle: FileHandle | null = null;
  try {
    // A link could lead to a file that somebody else controls; and nobody waits for a pipe.
    handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    return await lookInto(handle, file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'ENOENT' || code === 'ENOTDIR' ? { kind: 'absent' } : { kind: 'unreadable', file, code };
  } finally {
    await handle?.close();
  }
}

async function lookInto(handle: FileHandle, file: string): Promise<AddressLook> {
  const { mode, uid } = await handle.stat();
  if (uid !== process.getuid?.()) {
    return { kind: 'foreign', file, uid };
  }
  if ((mode & 0o077) !== 0) {
    return { kind: 'open', file, mode: mode & 0o777 };
  }
  const address = check(parseJson(await handle.readFile('utf8')));
  return address.ok ? { kind: 'there', file, address: address.value, isAlive: isAlive(address.value.pid) } : { kind: 'torn', file };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
