import type { DatabaseSync } from 'node:sqlite';
import type { TaskFile } from '../../store-port';
import { statement } from '../statement';

const SQL = 'select id, key, organisation, file from task where repository = :repository and removed = 0';

export function selectTaskFiles(database: DatabaseSync, repository: string): readonly TaskFile[] {
  return statement(database, SQL).all({ repository }) as TaskFile[];
}
