import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `
update task set last_run = :run, retry_at = null, retry_of = null
where id = (select task from run where id = :run and trial = 0)`;

/** Makes `run` the newest of its task, in place of a retry that is due later. */
export function noteLastRun(database: DatabaseSync, run: RunId): void {
  statement(database, SQL).run({ run });
}
