import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = 'delete from trial where run = :run';

export function deleteTrial(database: DatabaseSync, run: RunId): void {
  statement(database, SQL).run({ run });
}
