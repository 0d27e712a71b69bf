import type { DatabaseSync } from 'node:sqlite';
import type { TaskWithRuns } from '../../store-port';
import { statement } from '../statement';
import { taskWithRuns, type TaskRow } from '../task-row';

const SQL = 'select * from task where loop = :loop and removed = 0 order by organisation, position';

/** In the order of a lap. */
export function selectTasksOfLoop(database: DatabaseSync, loop: string): readonly TaskWithRuns[] {
  return (statement(database, SQL).all({ loop }) as TaskRow[]).map(row => taskWithRuns(database, row));
}
