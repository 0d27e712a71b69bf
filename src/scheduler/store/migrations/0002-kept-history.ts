/**
 * What lets old runs go: counters that stay, when a log was removed, and indexes for what is asked at every turn.
 * `task.last_run` and `task.last_ended_run` point at runs: without an index, each run that goes would be looked for in all tasks.
 */
export const KEPT_HISTORY = `
alter table task add column successes integer not null default 0;
alter table task add column failures integer not null default 0;
alter table run add column log_removed_at integer;
update task set
  successes = (select count(*) from run where run.task = task.id and trial = 0 and status = 'SUCCESS'),
  failures = (select count(*) from run where run.task = task.id and trial = 0 and status in ('FAILURE', 'TIMED_OUT', 'LOST'));
create index task_by_last_run on task (last_run);
create index task_by_last_ended_run on task (last_ended_run);
create index task_present on task (loop, repository) where removed = 0;
`;
