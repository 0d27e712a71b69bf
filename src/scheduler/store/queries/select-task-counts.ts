import type { DatabaseSync } from 'node:sqlite';
import type { TaskCounts } from '../../store-port';
import { statement } from '../statement';

const SQL = 'select organisation, name, successes, failures from task order by organisation, name';

/** Those of tasks that are gone from master, too: counters never go back. */
export function selectTaskCounts(database: DatabaseSync): readonly TaskCounts[] {
  return (statement(database, SQL).all() as TaskCounts[]).map(row => ({ ...row }));
}
