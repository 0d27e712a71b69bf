import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import type { TrialRecord } from '../../trial-port';
import { statement } from '../statement';

const SQL = 'select body from trial where run = :run';

export function selectTrial(database: DatabaseSync, run: RunId): TrialRecord | null {
  const row = statement(database, SQL).get({ run }) as { readonly body: string } | undefined;
  return row === undefined ? null : (JSON.parse(row.body) as TrialRecord);
}
