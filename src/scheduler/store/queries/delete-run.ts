import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `delete from run where id = :id and status not in ('QUEUED', 'RUNNING')`;

/** A run that has not ended stays. */
export function deleteRun(database: DatabaseSync, id: RunId): void {
  statement(database, SQL).run({ id });
}
