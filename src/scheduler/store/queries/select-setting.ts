import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'select value from setting where name = :name';

/** Null where it was never set. */
export function selectSetting(database: DatabaseSync, name: string): string | null {
  return (statement(database, SQL).get({ name }) as { readonly value: string } | undefined)?.value ?? null;
}
