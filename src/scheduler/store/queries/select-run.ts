import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import type { Run } from '../../../protocol/run';
import { runFromRow, type RunRow } from '../run-row';
import { statement } from '../statement';

const SQL = 'select * from run where id = :id';

export function selectRun(database: DatabaseSync, id: RunId): Run | null {
  const row = statement(database, SQL).get({ id }) as RunRow | undefined;
  return row === undefined ? null : runFromRow(row);
}
