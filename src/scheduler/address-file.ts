import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCheck } from '../protocol/check';
import { ADDRESS_FILE, SchedulerAddressSchema, type SchedulerAddress } from '../protocol/health';
import { parseJson } from '../protocol/json';

const check = createCheck(SchedulerAddressSchema);

/** Writes where the scheduler of this state directory listens, readable by its owner only, whole or not at all. */
export function writeAddress(stateDir: string, address: SchedulerAddress): void {
  const file = join(stateDir, ADDRESS_FILE);
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}

/** The address last written in this state directory, or null. */
export function readAddress(stateDir: string): SchedulerAddress | null {
  try {
    const checked = check(parseJson(readFileSync(join(stateDir, ADDRESS_FILE), 'utf8')));
    return checked.ok ? checked.value : null;
  } catch {
    return null;
  }
}

/** Takes the address away where it is this process's own. */
export function removeAddress(stateDir: string): void {
  if (readAddress(stateDir)?.pid === process.pid) {
    rmSync(join(stateDir, ADDRESS_FILE), { force: true });
  }
}
