import type { DatabaseSync } from 'node:sqlite';
import type { TaskRecord } from '../../store-port';
import { statement } from '../statement';
import { taskFromRow, type TaskRow } from '../task-row';

const SQL = 'select * from task where repository = :repository order by key';

export function selectTasksOfRepository(database: DatabaseSync, repository: string): readonly TaskRecord[] {
  return (statement(database, SQL).all({ repository }) as TaskRow[]).map(taskFromRow);
}
