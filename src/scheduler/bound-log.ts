import { copyFileSync, fstatSync, ftruncateSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of the scheduler's own log, after which a new one is begun. */
const MOST_LOG_BYTES = 16 * 1024 * 1024;
/** `O_APPEND` of Linux, octal in /proc. */
const APPEND = 0o2000;

const LOG = 'scheduler.log';

/**
 * Begins the scheduler's log anew where it has got too large, and keeps the one before as `scheduler.log.1`. Only where
 * `descriptor` appends to that very file, as when JupyterLab started it: where an operator sends it is his. Never throws.
 */
export function boundLog(stateDir: string, descriptor: number, most = MOST_LOG_BYTES): void {
  try {
    const written = fstatSync(descriptor);
    if (written.size > most && isLog(join(stateDir, LOG), written) && appends(descriptor)) {
      keepCopy(join(stateDir, LOG));
      ftruncateSync(descriptor);
    }
  } catch {
    // Where it can't be looked at it is no file of ours.
  }
}

function isLog(file: string, written: { readonly ino: number; readonly dev: number }): boolean {
  const named = statSync(file, { throwIfNoEntry: false });
  return named?.ino === written.ino && named.dev === written.dev;
}

/** One that doesn't would go on writing at its old place, behind a hole. */
function appends(descriptor: number): boolean {
  const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1];
  return flags !== undefined && (Number.parseInt(flags, 8) & APPEND) !== 0;
}

function keepCopy(file: string): void {
  try {
    copyFileSync(file, `${file}.1`);
  } catch {
    // A full disk is no reason to fill it further.
  }
}
