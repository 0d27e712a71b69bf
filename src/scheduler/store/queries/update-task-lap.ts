import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = 'update task set lap = :lap where id = :id';

export function updateTaskLap(database: DatabaseSync, id: TaskId, lap: number): void {
  statement(database, SQL).run({ id, lap });
}
