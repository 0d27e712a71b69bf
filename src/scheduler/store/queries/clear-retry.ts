import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = 'update task set retry_at = null, retry_of = null where id = :task';

export function clearRetry(database: DatabaseSync, task: TaskId): void {
  statement(database, SQL).run({ task });
}
