import type { DatabaseSync } from 'node:sqlite';
import type { NewDueTime } from '../../store-port';
import { statement } from '../statement';

const SQL = `
insert into due_time (task, due_at, outcome, reason, run) values (:task, :dueAt, :outcome, :reason, :run)
on conflict (task, due_at) do nothing`;

/** A due time that is known already stays what it is. */
export function insertDueTime(database: DatabaseSync, due: NewDueTime): void {
  statement(database, SQL).run({ ...due });
}
