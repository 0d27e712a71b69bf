import type { DatabaseSync } from 'node:sqlite';
import { FIRST } from './migrations/0001-first';
import { KEPT_HISTORY } from './migrations/0002-kept-history';
import { TRIGGERS } from './migrations/0003-triggers';
import { NOTIFICATIONS } from './migrations/0004-notifications';
import { TRIALS } from './migrations/0005-trials';

/** In order; appended to, never edited. The database's `user_version` counts those that are done. */
const MIGRATIONS: readonly string[] = [FIRST, KEPT_HISTORY, TRIGGERS, NOTIFICATIONS, TRIALS];

/** Form of a database that has had all of them, as its `user_version` tells it. */
export const NEWEST_FORM = MIGRATIONS.length;

/**
 * Brings the database to the newest form, each step whole or not at all.
 * Throws where the database is of a newer version of the scheduler.
 */
export function migrate(database: DatabaseSync): void {
  const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number };
  if (version > MIGRATIONS.length) {
    throw new Error(
      `the state was written by a newer version of peach-lab (form ${version}, this one knows ${MIGRATIONS.length}): use that version, or another state directory`
    );
  }
  MIGRATIONS.slice(version).forEach((statements, index) => {
    database.exec(`begin immediate; ${statements}; pragma user_version = ${version + index + 1}; commit`);
  });
}
