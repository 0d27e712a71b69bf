import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StoreLook } from '../history/history';

/** What SQLite itself says of the store. */
export function lookAtStore(stateDir: string, when: string): StoreLook {
  try {
    const database = new DatabaseSync(join(stateDir, 'state.sqlite'), { readOnly: true, timeout: 10_000 });
    try {
      const rows = database
        .prepare('pragma integrity_check')
        .all()
        .map(row => String(Object.values(row)[0]));
      return { when, problems: rows.filter(row => row !== 'ok') };
    } finally {
      database.close();
    }
  } catch (error) {
    return { when, problems: [`it does not open: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
