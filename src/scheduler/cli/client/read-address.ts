import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCheck } from '../../../protocol/check';
import { ADDRESS_FILE, SchedulerAddressSchema, type SchedulerAddress } from '../../../protocol/health';
import { parseJson } from '../../../protocol/json';
import { EXIT, fail, type Reply } from '../exit-codes';

const check = createCheck(SchedulerAddressSchema);

/** The address of the scheduler of a state directory. A file that others could read or write is not trusted with a secret. */
export function readAddress(stateDir: string): Reply<SchedulerAddress> {
  const file = join(stateDir, ADDRESS_FILE);
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    return fail(EXIT.unreachable, describeMissing(error, stateDir, file));
  }
  try {
    const { mode, uid } = fstatSync(descriptor);
    if ((mode & 0o077) !== 0 || uid !== process.getuid?.()) {
      return fail(
        EXIT.unreachable,
        `${file} holds a secret and must be yours alone; run \`chmod 600 ${file}\`, or start the scheduler again`
      );
    }
    const address = check(parseJson(readFileSync(descriptor, 'utf8')));
    return address.ok
      ? address
      : fail(EXIT.unreachable, `${file} is not the address of a scheduler; remove it and start the scheduler again`);
  } finally {
    closeSync(descriptor);
  }
}

function describeMissing(error: unknown, stateDir: string, file: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? `no scheduler runs in ${stateDir} (there is no ${ADDRESS_FILE}); start one with \`peach serve --state ${stateDir}\``
    : `can’t read ${file} (${code}); it must be yours`;
}
