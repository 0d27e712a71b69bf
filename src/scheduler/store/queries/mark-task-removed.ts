import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = 'update task set removed = 1 where id = :id and removed = 0';

export function markTaskRemoved(database: DatabaseSync, id: TaskId): void {
  statement(database, SQL).run({ id });
}
