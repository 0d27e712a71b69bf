import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `
update task set retry_at = :at, retry_of = :run
where id = (select task from run where id = :run and trial = 0) and last_run = :run`;

/** The task tries `run` again at `at`, milliseconds since the epoch, unless it has a newer run. */
export function planRetry(database: DatabaseSync, run: RunId, at: number): void {
  statement(database, SQL).run({ run, at: Math.round(at) });
}
