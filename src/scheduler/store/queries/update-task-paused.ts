import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = 'update task set paused = :paused where id = :id';

export function updateTaskPaused(database: DatabaseSync, id: TaskId, paused: boolean): void {
  statement(database, SQL).run({ id, paused: paused ? 1 : 0 });
}
