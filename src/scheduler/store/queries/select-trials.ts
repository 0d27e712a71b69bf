import type { DatabaseSync } from 'node:sqlite';
import type { TrialRecord } from '../../trial-port';
import { statement } from '../statement';

const SQL = 'select body from trial order by run';

/** Oldest first. */
export function selectTrials(database: DatabaseSync): readonly TrialRecord[] {
  const rows = statement(database, SQL).all() as { readonly body: string }[];
  return rows.map(({ body }) => JSON.parse(body) as TrialRecord);
}
