import { chmodSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { migrate } from './migrate';

/** SQLite's own codes for a file that is damaged, and for one that is no database. */
const DAMAGED: readonly number[] = [11, 26];
/** And for one that was opened for reading only. */
const READ_ONLY = 8;

/** The write-ahead log is cut back to this once it has been copied into the store: a large transaction may have made it long. Bytes. */
const MOST_LOG_BYTES = 16 * 1024 * 1024;

/**
 * Opens the database in `file` in its newest form. Throws where it is damaged, cannot be written, or is of a newer version;
 * nothing of it has been changed then.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  keepPrivate(file);
  try {
    database.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 5000');
    database.exec(`pragma journal_size_limit = ${MOST_LOG_BYTES}`);
    refuseReadOnly(database, file);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw isOfKind(error, DAMAGED) ? new Error(damageWords(file, error), { cause: error }) : error;
  }
}

/** Also where the folder around it is open to others; its log takes over its rights. */
function keepPrivate(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch {
    // One in memory, or on a disk that can’t be written: opening it goes on to tell.
  }
}

/** Where a file can't be written just now SQLite opens it for reading, and it stays so when it could be written again. */
function refuseReadOnly(database: DatabaseSync, file: string): void {
  try {
    // A transaction that only says that it will write begins all the same.
    database.exec('begin; pragma user_version = 0; rollback');
  } catch (error) {
    throw isOfKind(error, [READ_ONLY]) ? new Error(`${file} can’t be written: ${error.message}`, { cause: error }) : error;
  }
}

function isOfKind(error: unknown, kinds: readonly number[]): error is Error {
  // The lower byte is the kind, the rest tells more about it.
  return error instanceof Error && kinds.includes(((error as { errcode?: number }).errcode ?? 0) & 0xff);
}

function damageWords(file: string, { message }: Error): string {
  return `${file} is damaged (${message}) and was left as it is: put a backup in its place, or move it away with its -wal and -shm files to begin with an empty history; tasks are read again from git`;
}
