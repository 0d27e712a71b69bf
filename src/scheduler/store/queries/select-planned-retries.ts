import type { DatabaseSync } from 'node:sqlite';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { PlannedRetry } from '../../store-port';
import { statement } from '../statement';

const SQL = 'select id as task, retry_at as at, retry_of as run from task where retry_at is not null order by retry_at';

/** The soonest first. */
export function selectPlannedRetries(database: DatabaseSync): readonly PlannedRetry[] {
  return (statement(database, SQL).all() as { readonly task: string; readonly at: number; readonly run: string }[]).map(row => ({
    task: row.task as TaskId,
    at: row.at,
    run: row.run as RunId
  }));
}
