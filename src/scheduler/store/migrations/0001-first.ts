/** Organisations, tasks, runs and loops. Times are milliseconds since the epoch, durations seconds, memory bytes. */
export const FIRST = `
create table organisation (
  id integer primary key,
  codops text not null unique,
  environment text
) strict;

create table task (
  id text primary key,
  key text not null unique,
  organisation text not null references organisation (codops),
  name text not null,
  repository text not null,
  file text not null,
  line integer not null,
  position integer not null,
  loop text not null,
  stored text,
  invalid integer not null,
  removed integer not null,
  problems text not null,
  lap integer not null default 0,
  last_duration real,
  expected_duration real,
  last_run text references run (id),
  last_ended_run text references run (id)
) strict, without rowid;
create index task_by_organisation on task (organisation, removed, loop, position);
create index task_by_loop on task (loop, position);
create index task_by_repository on task (repository);

create table run (
  id text primary key,
  task text not null references task (id),
  organisation text not null,
  commit_hash text not null,
  commit_author text not null,
  commit_subject text not null,
  commit_time text not null,
  status text not null,
  reason text,
  queued_at integer not null,
  started_at integer,
  ended_at integer,
  "trigger" text not null,
  executor text not null,
  attempt integer not null default 1,
  job text,
  exit_code integer,
  signal integer,
  external text,
  cpu_seconds real,
  peak_memory integer,
  log_bytes integer not null default 0,
  environment text,
  trial integer not null default 0,
  parent text,
  result text
) strict, without rowid;
create index run_by_task on run (task, id) where trial = 0;
create index run_by_task_and_status on run (task, status, id) where trial = 0;
create index run_open on run (id) where status in ('QUEUED', 'RUNNING');

create table loop (
  name text primary key,
  lap integer not null,
  lap_started_at integer,
  lap_ended_at integer,
  last_lap_duration real
) strict, without rowid;
`;
