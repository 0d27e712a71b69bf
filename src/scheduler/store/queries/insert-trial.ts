import type { DatabaseSync } from 'node:sqlite';
import type { TrialRecord } from '../../trial-port';
import { statement } from '../statement';

const SQL = 'insert into trial (run, body) values (:run, :body)';

export function insertTrial(database: DatabaseSync, trial: TrialRecord): void {
  statement(database, SQL).run({ run: trial.run.id, body: JSON.stringify(trial) });
}
