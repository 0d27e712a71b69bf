import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import type { Commit } from '../../../protocol/run';
import { statement } from '../statement';

const SQL = `
update run set commit_hash = :hash, commit_author = :author, commit_subject = :subject, commit_time = :time
where id = :id and status = 'QUEUED'`;

export function updateRunCommit(database: DatabaseSync, id: RunId, commit: Commit): boolean {
  return statement(database, SQL).run({ id, ...commit }).changes === 1;
}
