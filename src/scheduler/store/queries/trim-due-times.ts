import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `
delete from due_time where task = :task
and due_at <= (select due_at from due_time where task = :task order by due_at desc limit 1 offset :kept)`;

/** All but the newest `kept` go. Answers how many. */
export function trimDueTimes(database: DatabaseSync, task: TaskId, kept: number): number {
  return Number(statement(database, SQL).run({ task, kept }).changes);
}
