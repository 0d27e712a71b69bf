import type { DatabaseSync } from 'node:sqlite';
import type { RunId } from '../../../protocol/identity';
import type { Json } from '../../../protocol/json';
import { statement } from '../statement';

const SQL = 'select args from run where id = :id';

/** The arguments that the run was asked for with; null: those of its definition. */
export function selectRunArgs(database: DatabaseSync, id: RunId): Readonly<Record<string, Json>> | null {
  const row = statement(database, SQL).get({ id }) as { readonly args: string | null } | undefined;
  return row?.args == null ? null : (JSON.parse(row.args) as Record<string, Json>);
}
