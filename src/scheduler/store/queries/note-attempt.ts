import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'update notification set attempts = attempts + 1 where id = :id';

/** Counts an attempt to deliver the notification that did not succeed. */
export function noteAttempt(database: DatabaseSync, id: number): void {
  statement(database, SQL).run({ id });
}
