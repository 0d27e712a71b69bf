/**
 * What starts runs besides laps, and what keeps from it. `task.schedule` is what is followed since `schedule_since`;
 * `retry_of` is the run to be tried again at `retry_at`. `setting` holds what belongs to no organisation.
 */
export const TRIGGERS = `
alter table task add column paused integer not null default 0;
alter table task add column schedule text;
alter table task add column schedule_since integer;
alter table task add column retry_at integer;
alter table task add column retry_of text;
alter table loop add column paused integer not null default 0;
alter table run add column args text;
create table due_time (
  task text not null references task (id),
  due_at integer not null,
  outcome text not null,
  reason text,
  run text,
  primary key (task, due_at)
) strict, without rowid;
create index due_time_by_run on due_time (run) where run is not null;
create table setting (
  name text primary key,
  value text not null
) strict, without rowid;
`;
