import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import type { FollowedSchedule } from '../../store-port';
import { statement } from '../statement';

const SQL = 'update task set schedule = :text, schedule_since = :since where id = :task';

/** Null: none is followed any more. */
export function followSchedule(database: DatabaseSync, task: TaskId, followed: FollowedSchedule | null): void {
  statement(database, SQL).run({ task, text: followed?.text ?? null, since: followed?.since ?? null });
}
