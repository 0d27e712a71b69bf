import type { DatabaseSync } from 'node:sqlite';
import type { NewDueTime } from '../../store-port';
import { statement } from '../statement';

const SQL = `
insert into due_time (task, due_at, outcome, reason, run) values (:task, :dueAt, :outcome, :reason, :run)
on conflict (task, due_at) do update set outcome = :outcome, reason = :reason, run = :run
where :run is not null and due_time.run is null`;

/** A due time that is known already stays what it is, but that one without a run may get one. False: it stayed. */
export function insertDueTime(database: DatabaseSync, due: NewDueTime): boolean {
  return statement(database, SQL).run({ ...due }).changes === 1;
}
