import type { DatabaseSync } from 'node:sqlite';
import type { TaskId } from '../../../protocol/identity';
import type { TaskWithRuns } from '../../store-port';
import { statement } from '../statement';
import { taskWithRuns, type TaskRow } from '../task-row';

const SQL = 'select * from task where id = :id';

export function selectTask(database: DatabaseSync, id: TaskId): TaskWithRuns | null {
  const row = statement(database, SQL).get({ id }) as TaskRow | undefined;
  return row === undefined ? null : taskWithRuns(database, row);
}
