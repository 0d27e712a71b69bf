import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import type { RunStart } from '../../store-port';
import { statement } from '../statement';

const SQL = `
update run set status = 'RUNNING', started_at = :startedAt, environment = :environment
where id = :id and status = 'QUEUED'`;

export function startRun(database: DatabaseSync, id: RunId, start: RunStart): boolean {
  return statement(database, SQL).run({ id, startedAt: Math.round(start.startedAt), environment: start.environment }).changes === 1;
}
