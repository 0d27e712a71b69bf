import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import { statement } from '../statement';

const SQL = 'select log_removed_at as "removedAt" from run where id = :id';

/** Milliseconds since the epoch; null where the log was not removed, or there is no such run. */
export function selectLogRemovedAt(database: DatabaseSync, id: RunId): number | null {
  const row = statement(database, SQL).get({ id }) as { readonly removedAt: number | null } | undefined;
  return row?.removedAt ?? null;
}
