import type { DatabaseSync } from 'node:sqlite';
import type { NewRun } from '../../store-port';
import { statement } from '../statement';

const SQL = `
insert into run (id, task, organisation, commit_hash, commit_author, commit_subject, commit_time, status, queued_at, "trigger", executor,
  attempt, args)
values (:id, :task, :organisation, :hash, :author, :subject, :time, 'QUEUED', :queuedAt, :trigger, :executor, :attempt, :args)`;

export function insertRun(database: DatabaseSync, run: NewRun): void {
  statement(database, SQL).run({
    id: run.id,
    task: run.task,
    organisation: run.organisation,
    hash: run.commit.hash,
    author: run.commit.author,
    subject: run.commit.subject,
    time: run.commit.time,
    queuedAt: Date.parse(run.queued_at),
    trigger: run.trigger,
    executor: run.executor,
    attempt: run.attempt ?? 1,
    args: run.args == null ? null : JSON.stringify(run.args)
  });
}
