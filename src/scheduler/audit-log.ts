import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { IAudit } from './access-port';
import type { IClock, ILogger } from './ports';

/** Of the file, in the state directory. */
const FILE = 'audit.log';
/** Bytes from which on a new file is begun. */
const LARGE = 16 * 1024 * 1024;
/** Older files that are kept beside it, `audit.log.1` the newest of them. */
const KEPT = 8;

type Options = { readonly stateDir: string; readonly clock: IClock; readonly logger: ILogger };

/** Appends each entry as a line of JSON, readable by the owner only. What can't be written is said in the scheduler's log, whole. */
export function createAuditLog({ stateDir, clock, logger }: Options): IAudit {
  const file = join(stateDir, FILE);
  return {
    note: entry => {
      const line = { time: new Date(clock.now()).toISOString(), ...entry };
      try {
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) >= LARGE) {
          rotate(file);
        }
        appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
      } catch (error) {
        logger.error({ error, ...line }, 'the audit log could not be written');
      }
    }
  };
}

function rotate(file: string): void {
  for (let age = KEPT; age > 0; age -= 1) {
    const younger = age === 1 ? file : `${file}.${age - 1}`;
    if (statSync(younger, { throwIfNoEntry: false }) !== undefined) {
      renameSync(younger, `${file}.${age}`);
    }
  }
}
