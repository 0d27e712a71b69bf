import type { DatabaseSync } from 'node:sqlite';
import type { Run } from '../../../protocol/run';
import { statement } from '../statement';

const SQL = `
update trial set body = json_set(body, '$.run', json(:body))
where run = :run and body ->> '$.run.status' in ('QUEUED', 'RUNNING')`;

export function updateTrialRun(database: DatabaseSync, run: Run): boolean {
  return statement(database, SQL).run({ run: run.id, body: JSON.stringify(run) }).changes === 1;
}
