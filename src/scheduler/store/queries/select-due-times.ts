import type { DatabaseSync } from 'node:sqlite';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { DueOutcome, DueTime } from '../../../protocol/due-time';
import type { DueTimeQuery } from '../../store-port';
import { statement } from '../statement';

const SQL = `
select due_at, outcome, reason, run from due_time
where task = :task and due_at < coalesce(:before, 9223372036854775807) order by due_at desc limit :limit`;

type Row = { readonly due_at: number; readonly outcome: string; readonly reason: string | null; readonly run: string | null };

/** Newest first. */
export function selectDueTimes(database: DatabaseSync, task: TaskId, { before, limit }: DueTimeQuery): readonly DueTime[] {
  return (statement(database, SQL).all({ task, before, limit }) as Row[]).map(row => ({
    due_at: new Date(row.due_at).toISOString(),
    outcome: row.outcome as DueOutcome,
    reason: row.reason,
    run: row.run as RunId | null
  }));
}
