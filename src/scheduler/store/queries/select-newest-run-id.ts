import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = `select id from run order by id desc limit 1`;

/** Null where no run was ever written. */
export function selectNewestRunId(database: DatabaseSync): RunId | null {
  const row = statement(database, SQL).get() as { readonly id: RunId } | undefined;
  return row?.id ?? null;
}
