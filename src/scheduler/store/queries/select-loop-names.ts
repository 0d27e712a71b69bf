import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'select distinct loop from task where removed = 0';

/** Loops that have a task of master. */
export function selectLoopNames(database: DatabaseSync): readonly string[] {
  return (statement(database, SQL).all() as { readonly loop: string }[]).map(row => row.loop);
}
