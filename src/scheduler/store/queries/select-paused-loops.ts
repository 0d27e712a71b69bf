import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'select name from loop where paused = 1';

export function selectPausedLoops(database: DatabaseSync): readonly string[] {
  return (statement(database, SQL).all() as { readonly name: string }[]).map(row => row.name);
}
