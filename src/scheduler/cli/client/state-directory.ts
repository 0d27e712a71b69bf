import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where a scheduler keeps its state: `PEACH_STATE_DIR`, then `XDG_STATE_HOME`, then `~/.local/state` decide. */
export function defaultStateDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const { PEACH_STATE_DIR: chosen, XDG_STATE_HOME: base, HOME: home } = environment;
  if (chosen !== undefined && chosen !== '') {
    return resolve(chosen);
  }
  // The specification of XDG ignores relative paths.
  const folder = base?.startsWith('/') === true ? base : join(home !== undefined && home !== '' ? home : homedir(), '.local', 'state');
  return join(folder, 'peach-lab');
}
