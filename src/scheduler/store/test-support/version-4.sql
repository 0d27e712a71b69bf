-- A store of version 4, as its migrations made it and its scheduler filled it. Never edited.
pragma foreign_keys = off;
BEGIN TRANSACTION;
CREATE TABLE due_time (
  task text not null references task (id),
  due_at integer not null,
  outcome text not null,
  reason text,
  run text,
  primary key (task, due_at)
) strict, without rowid;
INSERT INTO "due_time" VALUES('00000000-0000-4000-8000-000000000001',1699912800000,'missed','no scheduler ran',NULL);
INSERT INTO "due_time" VALUES('00000000-0000-4000-8000-000000000001',1699999200000,'ran',NULL,'018bcfe5-6806-7000-8000-000000000006');
CREATE TABLE loop (
  name text primary key,
  lap integer not null,
  lap_started_at integer,
  lap_ended_at integer,
  last_lap_duration real
, paused integer not null default 0) strict, without rowid;
INSERT INTO "loop" VALUES('debr',7,1700000000000,NULL,61.5,0);
INSERT INTO "loop" VALUES('metadata',3,1699999990000,1699999999000,9.0,1);
CREATE TABLE notification (
  id integer primary key,
  receiver text not null,
  body text not null,
  attempts integer not null default 0
) strict;
INSERT INTO "notification" VALUES(1,'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','{"text":"debr/work fails"}',2);
CREATE TABLE organisation (
  id integer primary key,
  codops text not null unique,
  environment text
) strict;
INSERT INTO "organisation" VALUES(1,'debr','{"hash":"e1","requirements":["six"],"builtAt":1700000000000}');
INSERT INTO "organisation" VALUES(2,'sesr',NULL);
CREATE TABLE run (
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
, log_removed_at integer, args text) strict, without rowid;
INSERT INTO "run" VALUES('018bcfe5-6801-7000-8000-000000000001','00000000-0000-4000-8000-000000000001','debr','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Ada Lovelace','Der erste Stand: “ä”','2023-11-14T22:00:00.000Z','SUCCESS',NULL,1700000000000,1700000000050,1700000002050,'loop','python',1,NULL,0,NULL,NULL,0.25,12345678,99,'e1',0,NULL,'{"score":1}',NULL,NULL);
INSERT INTO "run" VALUES('018bcfe5-6802-7000-8000-000000000002','00000000-0000-4000-8000-000000000001','debr','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Ada Lovelace','Der erste Stand: “ä”','2023-11-14T22:00:00.000Z','FAILURE','ValueError: it’s wrong',1700000001000,1700000001050,1700000003050,'loop','python',1,NULL,1,NULL,NULL,0.25,12345678,99,'e1',0,NULL,NULL,NULL,NULL);
INSERT INTO "run" VALUES('018bcfe5-6803-7000-8000-000000000003','00000000-0000-4000-8000-000000000001','debr','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Ada Lovelace','Der erste Stand: “ä”','2023-11-14T22:00:00.000Z','LOST','the machine was restarted meanwhile',1700000002000,1700000002050,1700000004050,'loop','python',1,NULL,NULL,NULL,NULL,0.25,12345678,99,'e1',0,NULL,NULL,NULL,NULL);
INSERT INTO "run" VALUES('018bcfe5-6804-7000-8000-000000000004','00000000-0000-4000-8000-000000000001','debr','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Ada Lovelace','Der erste Stand: “ä”','2023-11-14T22:00:00.000Z','SUCCESS',NULL,1700000003000,1700000003050,1700000005050,'loop','python',1,NULL,0,NULL,NULL,0.25,12345678,99,'e1',0,NULL,'[1,null]',NULL,NULL);
INSERT INTO "run" VALUES('018bcfe5-6805-7000-8000-000000000005','00000000-0000-4000-8000-000000000001','debr','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Ada Lovelace','Der erste Stand: “ä”','2023-11-14T22:00:00.000Z','RUNNING',NULL,1700000004000,1700000004050,NULL,'loop','python',1,NULL,NULL,NULL,NULL,NULL,NULL,0,'e1',0,NULL,NULL,NULL,NULL);
INSERT INTO "run" VALUES('018bcfe5-6806-7000-8000-000000000006','00000000-0000-4000-8000-000000000002','debr','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','Ada Lovelace','Der erste Stand: “ä”','2023-11-14T22:00:00.000Z','KILLED','stopped by a person',1700000005000,1700000005050,1700000007050,'run_now','python',1,NULL,NULL,15,NULL,0.25,12345678,99,'e1',0,NULL,NULL,NULL,NULL);
CREATE TABLE setting (
  name text primary key,
  value text not null
) strict, without rowid;
INSERT INTO "setting" VALUES('paused','false');
CREATE TABLE task (
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
, successes integer not null default 0, failures integer not null default 0, paused integer not null default 0, schedule text, schedule_since integer, retry_at integer, retry_of text) strict, without rowid;
INSERT INTO "task" VALUES('00000000-0000-4000-8000-000000000001','debr/work','debr','work','/srv/git/news','peach.yaml',3,0,'debr','{"definition":{"notebook":"work.ipynb","method":"task","executor":"python"},"executor":"python","timeout":3600,"held":null,"cell":1}',0,0,'[]',7,2.5,2.0,'018bcfe5-6805-7000-8000-000000000005','018bcfe5-6804-7000-8000-000000000004',2,2,1,'{"cron":["0 6 * * *"],"timezone":"UTC"}',1699990000000,1700000300000,'018bcfe5-6806-7000-8000-000000000006');
INSERT INTO "task" VALUES('00000000-0000-4000-8000-000000000002','debr/gone','debr','gone','/srv/git/news','peach.yaml',9,1,'debr',NULL,0,1,'[]',1,NULL,NULL,'018bcfe5-6806-7000-8000-000000000006','018bcfe5-6806-7000-8000-000000000006',0,0,0,NULL,NULL,NULL,NULL);
INSERT INTO "task" VALUES('00000000-0000-4000-8000-000000000003','sesr/shared','sesr','shared','/srv/git/other','peach.conf/a.yaml',3,0,'metadata','{"definition":{"notebook":"work.ipynb","method":"task","executor":"python"},"executor":"python","timeout":3600,"held":null,"cell":1}',1,0,'[{"file":"peach.conf/a.yaml","line":3,"column":5,"message":"a mistake","hint":null}]',0,NULL,NULL,NULL,NULL,0,0,0,NULL,NULL,NULL,NULL);
CREATE INDEX task_by_organisation on task (organisation, removed, loop, position);
CREATE INDEX task_by_loop on task (loop, position);
CREATE INDEX task_by_repository on task (repository);
CREATE INDEX run_by_task on run (task, id) where trial = 0;
CREATE INDEX run_by_task_and_status on run (task, status, id) where trial = 0;
CREATE INDEX run_open on run (id) where status in ('QUEUED', 'RUNNING');
CREATE INDEX task_by_last_run on task (last_run);
CREATE INDEX task_by_last_ended_run on task (last_ended_run);
CREATE INDEX task_present on task (loop, repository) where removed = 0;
CREATE INDEX due_time_by_run on due_time (run) where run is not null;
CREATE INDEX notification_by_receiver on notification (receiver);
CREATE INDEX task_with_schedule on task (organisation, position)
  where schedule is not null or (removed = 0 and stored -> '$.definition.schedule' is not null);
COMMIT;
pragma user_version = 4;
