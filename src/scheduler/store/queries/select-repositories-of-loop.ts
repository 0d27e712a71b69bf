import type { DatabaseSync } from 'node:sqlite';
import { statement } from '../statement';

const SQL = 'select distinct repository from task where loop = :loop and removed = 0';

export function selectRepositoriesOfLoop(database: DatabaseSync, loop: string): readonly string[] {
  return (statement(database, SQL).all({ loop }) as { readonly repository: string }[]).map(row => row.repository);
}
