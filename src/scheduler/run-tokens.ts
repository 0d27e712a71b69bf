import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRunId, type RunId } from '../protocol/identity';
import type { IRunTokens } from './access-port';

/** Of the file with the key, in the state directory. */
const KEY_FILE = 'run-tokens.key';
const KEY_BYTES = 32;

/**
 * A token names its run and is signed, so that none need be remembered. The key stays in the state directory, as runs
 * outlive the scheduler. Throws where it can't be written.
 */
export function createRunTokens(stateDir: string): IRunTokens {
  const key = readKey(join(stateDir, KEY_FILE));
  const sign = (run: RunId): Buffer => createHmac('sha256', key).update(run).digest();
  return {
    tokenOf: run => `run.${run}.${sign(run).toString('base64url')}`,
    runOf: token => {
      const [, id = '', signature = ''] = /^run\.([^.]+)\.([\w-]+)$/.exec(token) ?? [];
      const run = parseRunId(id);
      if (run === null) {
        return null;
      }
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(run)];
      return given.length === right.length && timingSafeEqual(given, right) ? run : null;
    }
  };
}

function readKey(file: string): Buffer {
  const written = readOrNull(file);
  if (written?.length === KEY_BYTES) {
    return written;
  }
  const key = randomBytes(KEY_BYTES);
  writeFileSync(file, key, { mode: 0o600 });
  return key;
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
