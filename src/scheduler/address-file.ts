import { chmodSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADDRESS_FILE, type SchedulerAddress } from '../protocol/health';
import { readAddress } from './cli/client/read-address';

/** Writes where the scheduler of this state directory listens, readable by its owner only, whole or not at all. */
export function writeAddress(stateDir: string, address: SchedulerAddress): void {
  const file = join(stateDir, ADDRESS_FILE);
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}

/** Takes the address away where it is this process's own, or whosever it is. What can't be removed is left: nobody answers there. */
export function removeAddress(stateDir: string, which: 'of_this_process' | 'of_anyone'): void {
  const written = readAddress(stateDir);
  if (which === 'of_anyone' || (written.ok && written.value.pid === process.pid)) {
    try {
      rmSync(join(stateDir, ADDRESS_FILE), { force: true });
    } catch {
      // The state directory is read-only meanwhile.
    }
  }
}
