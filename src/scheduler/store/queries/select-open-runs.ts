import type { DatabaseSync } from 'node:sqlite';
import type { Run } from '../../../protocol/run';
import { runFromRow, type RunRow } from '../run-row';
import { statement } from '../statement';

const SQL = `select * from run where status in ('QUEUED', 'RUNNING') order by id`;

/** Oldest first. */
export function selectOpenRuns(database: DatabaseSync): readonly Run[] {
  return (statement(database, SQL).all() as RunRow[]).map(runFromRow);
}
