import type { DatabaseSync } from 'node:sqlite';

/** Runs work whole or not at all. One inside another joins it. */
export function transaction(database: DatabaseSync): <T>(work: () => T) => T {
  return work => {
    if (database.isTransaction) {
      return work();
    }
    database.exec('begin immediate');
    try {
      const result = work();
      database.exec('commit');
      return result;
    } catch (error) {
      rollBack(database);
      throw error;
    }
  };
}

/** SQLite itself has rolled back already after some faults, a full disk among them. */
function rollBack(database: DatabaseSync): void {
  if (database.isTransaction) {
    database.exec('rollback');
  }
}
