import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `update due_time set outcome = 'skipped', reason = :reason where run = :run and outcome = 'queued'`;

/** The run that was made for a due time was stopped before it began. */
export function noteDueStopped(database: DatabaseSync, run: RunId, reason: string | null): void {
  statement(database, SQL).run({ run, reason });
}
