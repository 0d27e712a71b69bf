import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** The right to a state directory, kept until `release` or the end of the process. */
export type StateLock = { release(): void };

/** SQLite's own code for "somebody else has it". */
const SQLITE_BUSY = 5;

/**
 * Takes the state directory for this process, or answers null where another process has it. Throws where the directory can't be written.
 * Node has no file locks of its own; SQLite's exclusive transaction is one: the kernel lets go of it when the process ends, however it ends.
 */
export function lockState(directory: string): StateLock | null {
  const database = new DatabaseSync(join(directory, 'owner.lock'));
  try {
    database.exec('pragma busy_timeout = 0; begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) {
      return null;
    }
    throw error;
  }
  return { release: () => database.close() };
}
