import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `
update task set last_ended_run = :run,
  successes = successes + (select status = 'SUCCESS' from run where id = :run),
  failures = failures + (select status in ('FAILURE', 'TIMED_OUT', 'LOST') from run where id = :run),
  last_duration = (select (ended_at - coalesce(started_at, ended_at)) / 1000.0 from run where id = :run),
  expected_duration = (
    with newest as (
      select (ended_at - started_at) / 1000.0 as seconds from run
      where run.task = task.id and trial = 0 and status = 'SUCCESS' and started_at is not null order by run.id desc limit 21
    ), ranked as (
      select seconds, row_number() over (order by seconds) as place, count(*) over () as amount from newest
    )
    select seconds from ranked where place = (amount + 1) / 2
  )
where id = (select task from run where id = :run and trial = 0)`;

/** Notes the end of `run` with its task: how it counts, how long it took, and the median of the newest successes as what to expect. */
export function noteEndedRun(database: DatabaseSync, run: RunId): void {
  statement(database, SQL).run({ run });
}
