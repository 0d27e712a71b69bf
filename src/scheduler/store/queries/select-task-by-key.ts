import type { DatabaseSync } from 'node:sqlite';
import type { TaskKey } from '../../../protocol/identity';
import type { TaskWithRuns } from '../../store-port';
import { statement } from '../statement';
import { taskWithRuns, type TaskRow } from '../task-row';

const SQL = 'select * from task where key = :key';

export function selectTaskByKey(database: DatabaseSync, key: TaskKey): TaskWithRuns | null {
  const row = statement(database, SQL).get({ key }) as TaskRow | undefined;
  return row === undefined ? null : taskWithRuns(database, row);
}
