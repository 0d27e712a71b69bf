import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `
update run set log_removed_at = :now
where id = :id and log_removed_at is null and status not in ('QUEUED', 'RUNNING')`;

export function markLogRemoved(database: DatabaseSync, id: RunId, now: number): void {
  statement(database, SQL).run({ id, now: Math.round(now) });
}
